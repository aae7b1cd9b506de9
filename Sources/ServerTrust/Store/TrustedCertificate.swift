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

/// The host and port that an imported certificate is trusted for, and the name of its file.
struct TrustedServer: Equatable {
  let host: HostName
  let port: Port

  init(host: HostName, port: Port) {
    self.host = host
    self.port = port
  }

  /// Reads a file's name; nil unless it is exactly the name for that server.
  init?(fileName: String) {
    guard fileName.hasSuffix(".pem"), let mark = fileName.lastIndex(of: "_") else { return nil }
    let name = fileName[..<mark].split(separator: "%3A", omittingEmptySubsequences: false)
    let number = fileName[fileName.index(after: mark)...].dropLast(4)
    guard let host = try? HostName(typed: name.joined(separator: ":")),
      let port = try? Port(typed: String(number))
    else { return nil }
    self.init(host: host, port: port)
    guard self.fileName == fileName else { return nil }
  }

  /// Such as `mail.example.com_587.pem`; the colons of IPv6 become `%3A`, which every file system
  /// accepts.
  ///
  /// A host name in ASCII has no slash and does not begin with a full stop, so it cannot become a
  /// path.
  var fileName: String {
    let name = host.ascii.split(separator: ":", omittingEmptySubsequences: false)
    return "\(name.joined(separator: "%3A"))_\(port.text).pem"
  }

  /// The server for people: `mail.example.com:587`, `[::1]:25`.
  var name: String { "\(host.urlHost):\(port.text)" }
}
