internal import COpenSSL
public import MailDiagnosis
public import MailSettings
internal import SystemAccess

extension TrustStore {
  /// Trusts what a server has shown, for its host and port only, and gives the certificate that was
  /// imported: that of an authority where the chain has one, else the server's own.
  ///
  /// What was imported for that server before is replaced.
  ///
  /// - Parameter fingerprint: SHA-256 of a certificate of the chain, as the person has got it from
  ///   elsewhere.
  public func `import`(
    _ inspection: CertificateInspection, fingerprint: String
  ) throws(TrustStoreError) -> CertificateDetails {
    let server = TrustedServer(host: inspection.server.host, port: inspection.server.port)
    let chosen: Certificate
    do throws(ImportRefusal) {
      chosen = try Self.choose(inspection, server, fingerprint)
    } catch { throw .refused(error) }
    try change { folder throws(TrustStoreError) in
      try folder.put(Array(Self.text(server, chosen).utf8), as: server.fileName)
    }
    return chosen.details
  }

  /// Removes what is imported for this host and port; throws where nothing is.
  public func remove(host: HostName, port: Port) throws(TrustStoreError) {
    let server = TrustedServer(host: host, port: port)
    try change { folder throws(TrustStoreError) in
      guard try folder.delete(server.fileName) else { throw .notImported(server: server.name) }
    }
  }

  private func change(
    _ work: (TrustFolder) throws(TrustStoreError) -> Void
  ) throws(TrustStoreError) {
    try TrustFolder.change(folder) { folder throws(TrustStoreError) in
      try work(folder)
      try writeKeystore(folder)
    }
  }

  /// Chooses the certificate to import.
  private static func choose(
    _ inspection: CertificateInspection, _ server: TrustedServer, _ typed: String
  ) throws(ImportRefusal) -> Certificate {
    let fingerprint = try CertificateFingerprint(typed: typed)
    let chain = inspection.chain.compactMap { Certificate(pem: $0.pem) }
    guard !chain.isEmpty else { throw .nothingShown(server: server.name) }
    guard let confirmed = chain.first(where: { $0.sha256 == fingerprint.text }) else {
      throw .otherFingerprint(
        fingerprint.text, server: server.name, shown: chain.map(\.sha256))
    }
    guard !inspection.isTrusted else {
      throw .alreadyTrusted(server: server.name, byImport: !inspection.imported.isEmpty)
    }
    let lasting = inspection.faults.filter { !$0.isMendedByImport }
    guard lasting.isEmpty else { throw .notMended(lasting, inspection) }
    return try best(
      CertificatePath(chain: chain), confirmed: confirmed, isProven: inspection.isProven)
  }

  /// Chooses by the certificate whose fingerprint was confirmed.
  ///
  /// A confirmed authority is imported itself, provided that the chain verifies with it: anybody
  /// can send a known certificate along. For a confirmed server certificate its authority is
  /// imported only when the server has proved that it has the private key, and thereby that it sent
  /// the rest of the chain. Else somebody in between could show the true certificate followed by an
  /// authority of his own.
  private static func best(
    _ path: CertificatePath, confirmed: Certificate, isProven: Bool
  ) throws(ImportRefusal) -> Certificate {
    let code = path.verifyCode(trusting: confirmed)
    guard code == X509_V_OK else {
      throw .notVerified(subject: confirmed.details.subject, verifyCode: Int(code))
    }
    guard isProven, confirmed.sha256 == path.chain.first?.sha256 else { return confirmed }
    return path.anchors.first { path.verifyCode(trusting: $0) == X509_V_OK } ?? confirmed
  }

  /// The file's text, with comments on the server and the certificate.
  private static func text(_ server: TrustedServer, _ certificate: Certificate) -> String {
    let details = certificate.details
    return """
      # Trusted for \(server.name) only, imported by Postern.
      # Host: \(server.host.ascii)
      # Port: \(server.port.text)
      # Subject: \(details.subject)
      # SHA-256: \(details.sha256)
      \(certificate.pem)
      """
  }
}

/// A SHA-256 fingerprint as a person gives it: 64 hexadecimal digits, with or without colons, in
/// either case.
struct CertificateFingerprint: Equatable {
  /// Upper-case pairs with colons, as in ``CertificateDetails/sha256``.
  let text: String

  /// Reads typed text, or a line copied from `openssl x509 -fingerprint -sha256`.
  init(typed: String) throws(ImportRefusal) {
    let last = typed.split(separator: "=", omittingEmptySubsequences: false).last ?? ""
    let digits = last.filter { $0 != ":" && !$0.isWhitespace }
    let isHex = digits.allSatisfy { $0.isHexDigit && $0.isASCII }
    guard isHex, digits.count == 64 else {
      throw .notAFingerprint(typed.printable(limit: 100), digits: isHex ? digits.count : nil)
    }
    let upper = Array(digits.uppercased())
    text = stride(from: 0, to: 64, by: 2).map { String(upper[$0...($0 + 1)]) }
      .joined(separator: ":")
  }
}
