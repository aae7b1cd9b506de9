public import MailSettings

extension CertificateFault {
  /// The faults of a chain, the gravest first, from those of its certificates.
  static func gathered(
    _ found: [CertificateFault], host: String, chain: [CertificateDetails], hasImported: Bool
  ) -> [CertificateFault] {
    var faults = Set(found)
    let isUnknown = !faults.isDisjoint(with: [.selfSigned, .unknownRoot, .unknownIssuer])
    // Once the root is unknown, "unable to verify the first certificate" says nothing more.
    if faults.contains(.selfSigned) || faults.contains(.unknownRoot) {
      faults.remove(.unknownIssuer)
    }
    if hasImported, isUnknown { faults.insert(.changed) }
    if Interception(host: host, chain: chain, faults: Array(faults)).isLikely {
      faults.insert(.intercepted)
    }
    return byGravity.filter(faults.contains)
  }
}

extension CertificateInspection {
  /// An inspection of a chain with the faults of its certificates.
  public init(
    server: Endpoint, chain: [CertificateDetails], faulty: [FaultyCertificate],
    imported: [CertificateDetails], now: Int64
  ) {
    var codes: [Int] = []
    for one in faulty where !codes.contains(one.code) { codes.append(one.code) }
    self.init(
      server: server, chain: chain,
      faults: CertificateFault.gathered(
        faulty.map(\.fault), host: server.host.ascii, chain: chain, hasImported: !imported.isEmpty),
      verifyCodes: codes, imported: imported)
    faultyCertificates = faulty
    self.now = now
  }
}
