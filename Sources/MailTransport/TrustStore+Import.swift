internal import COpenSSL
public import MailDiagnosis
public import MailSettings

extension TrustStore {
  /// Trusts what a server has shown, for its host and port only, and gives the certificate that was imported:
  /// that of an authority where the chain has one, else the server's own.
  ///
  /// What was imported for that server before is replaced.
  ///
  /// - Parameter fingerprint: SHA-256 of a certificate of the chain, as the person has got it from elsewhere.
  public func `import`(
    _ inspection: CertificateInspection, fingerprint: String
  ) throws(TrustStoreError) -> CertificateCard {
    let server = try Self.server(inspection)
    let chosen: Certificate
    do throws(ImportRefusal) {
      chosen = try Self.choose(inspection, server, fingerprint)
    } catch { throw .refused(error) }
    try change { folder throws(TrustStoreError) in
      try folder.put(Array(Self.text(server, chosen).utf8), as: server.fileName)
    }
    return chosen.card
  }

  /// Trusts a server no longer beyond the system's roots.
  public func remove(host: HostName, port: Port) throws(TrustStoreError) {
    let server = TrustedServer(host: host, port: port)
    try change { folder throws(TrustStoreError) in
      guard try folder.delete(server.fileName) else { throw .notImported(server: server.name) }
    }
  }

  private func change(
    _ work: (TrustFolder) throws(TrustStoreError) -> Void
  ) throws(TrustStoreError) {
    let folder = TrustFolder(path: folder)
    try folder.change { () throws(TrustStoreError) in
      try work(folder)
      try writeKeystore(folder)
    }
  }

  private static func server(
    _ inspection: CertificateInspection
  ) throws(TrustStoreError) -> TrustedServer {
    guard let host = try? HostName(typed: inspection.host),
      let port = UInt16(exactly: inspection.port).flatMap(Port.init)
    else {
      throw .refused(.nothingShown(server: "\(inspection.host):\(inspection.port)"))
    }
    return TrustedServer(host: host, port: port)
  }

  /// The certificate to import.
  private static func choose(
    _ inspection: CertificateInspection, _ server: TrustedServer, _ typed: String
  ) throws(ImportRefusal) -> Certificate {
    let fingerprint = try CertificateFingerprint(typed: typed)
    let chain = inspection.chain.compactMap { Certificate(pem: $0.pem) }
    guard !chain.isEmpty else { throw .nothingShown(server: server.name) }
    let shown = chain.map(\.sha256)
    guard shown.contains(fingerprint.text) else {
      throw .otherFingerprint(fingerprint.text, server: server.name, shown: shown)
    }
    guard !inspection.isTrusted else {
      throw .alreadyTrusted(server: server.name, byImport: !inspection.imported.isEmpty)
    }
    let lasting = inspection.faults.filter { !$0.isMendedByImport }
    guard lasting.isEmpty else {
      throw .notMended(lasting, reasons: lasting.map(inspection.sentence(for:)))
    }
    return try best(CertificatePath(chain: chain))
  }

  private static func best(_ path: CertificatePath) throws(ImportRefusal) -> Certificate {
    var refusal = ImportRefusal.nothingShown(server: "")
    for anchor in path.anchors {
      let code = path.verifyCode(trusting: anchor)
      if code == X509_V_OK { return anchor }
      refusal = .notVerified(subject: anchor.card.subject, verifyCode: Int(code))
    }
    throw refusal
  }

  /// The file's text; a person who opens it sees for whom it is.
  private static func text(_ server: TrustedServer, _ certificate: Certificate) -> String {
    let card = certificate.card
    return """
      # Trusted for \(server.name) only, imported by Postern.
      # Host: \(server.host.ascii)
      # Port: \(server.port.text)
      # Subject: \(card.subject)
      # SHA-256: \(card.sha256)
      \(certificate.pem)
      """
  }
}
