public import MailDiagnosis
public import MailSettings

/// A certificate that was imported for a server.
public struct TrustedCertificate: Equatable, Sendable {
  /// The server that it is trusted for.
  public let host: HostName
  /// The server's port.
  public let port: Port
  /// The certificate.
  public let details: CertificateDetails
  /// The path of its PEM file.
  public let file: String

  init(_ server: TrustedServer, _ certificate: Certificate, file: String) {
    host = server.host
    port = server.port
    details = certificate.details
    self.file = file
  }

  var server: TrustedServer { TrustedServer(host: host, port: port) }
}
