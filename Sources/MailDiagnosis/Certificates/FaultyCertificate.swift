/// One fault of one certificate of a chain.
public struct FaultyCertificate: Equatable, Sendable {
  /// Where a certificate comes from.
  public enum Origin: String, Sendable {
    /// The server has sent it.
    case server
    /// It is imported for this host and port.
    case imported
    /// This machine's own store of publicly known authorities holds it.
    case system
  }

  /// What is wrong.
  public let fault: CertificateFault
  /// OpenSSL's verify result (`X509_V_ERR_…`).
  public let code: Int
  /// OpenSSL's words for it.
  public let words: String
  /// Its place in the chain: 0 is the server's own certificate.
  public let depth: Int
  /// Where the certificate comes from.
  public let origin: Origin
  /// The certificate that is at fault.
  public let details: CertificateDetails

  /// Describes a fault of a certificate.
  public init(
    fault: CertificateFault, code: Int, words: String = "", depth: Int, origin: Origin = .server,
    details: CertificateDetails
  ) {
    self.fault = fault
    self.code = code
    self.words = words
    self.depth = depth
    self.origin = origin
    self.details = details
  }
}

extension CertificateInspection {
  /// The certificate with this fault that is nearest to the server's own.
  func faulty(_ fault: CertificateFault) -> FaultyCertificate? {
    faultyCertificates.filter { $0.fault == fault }.min { $0.depth < $1.depth }
  }
}
