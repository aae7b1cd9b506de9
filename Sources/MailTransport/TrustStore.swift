internal import FoundationEssentials
public import MailSettings

/// The certificates that a person has imported, by host and port; the system's roots count beside them.
public struct TrustStore: Sendable {
  /// The folder with one PEM file for each host and port.
  public let folder: String

  /// The trust store of a set-up, `HOME/trust`; the folder need not exist.
  public init(folder: String) { self.folder = folder }

  /// PEM of the certificates that are imported for this host and port, empty for none.
  public func pem(host: HostName, port: Port) -> [String] {
    pem(at: path(host: host, port: port))
  }

  /// `mail.example.com_587.pem`; the colons of IPv6 become `%3A`, which every file system takes.
  func path(host: HostName, port: Port) -> String {
    let name = host.ascii.map { $0 == ":" ? "%3A" : String($0) }.joined()
    return "\(folder)/\(name)_\(port.text).pem"
  }

  func pem(at path: String) -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return Self.blocks(String(decoding: data, as: UTF8.self))
  }

  /// Each certificate of a PEM text, without what stands between them (RFC 7468 section 2).
  static func blocks(_ text: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("-----BEGIN CERTIFICATE-----") { lines = [] }
      lines?.append(line)
      if line.hasPrefix("-----END CERTIFICATE-----"), let block = lines {
        blocks.append(block.joined(separator: "\n") + "\n")
        lines = nil
      }
    }
    return blocks
  }
}
