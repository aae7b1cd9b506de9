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

/// The host and port that an imported certificate is trusted for, and how its file is called.
struct TrustedServer: Equatable {
  let host: HostName
  let port: Port

  init(host: HostName, port: Port) {
    self.host = host
    self.port = port
  }

  /// What a file's name says, nil unless the name is the very one that is written for that server.
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

  /// `mail.example.com_587.pem`; the colons of IPv6 become `%3A`, which every file system takes.
  ///
  /// A host name in ASCII has neither slashes nor a first full stop, so that no path can be made of
  /// it.
  var fileName: String {
    let name = host.ascii.split(separator: ":", omittingEmptySubsequences: false)
    return "\(name.joined(separator: "%3A"))_\(port.text).pem"
  }

  /// As a person reads it: `mail.example.com:587`, `[::1]:25`.
  var name: String { "\(host.urlHost):\(port.text)" }
}
