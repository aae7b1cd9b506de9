import Glibc

/// The name or IP address of a server: RFC 1123 names, IPv4, IPv6, international names.
public struct HostName: SettingValue, Hashable {
  /// What kind of name it is.
  public enum Kind: Hashable, Sendable {
    case name
    case ipv4
    case ipv6
  }

  /// What kind of name it is.
  public let kind: Kind
  /// As typed, without brackets and final dot.
  public let text: String
  /// In lower-case ASCII, international labels as A-labels (RFC 5890); IPv6 without brackets.
  public let ascii: String

  /// Reads a host name or an address; IPv6 with or without brackets.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    if text.contains("://") || text.contains("/") || text.contains("@") {
      throw .hostWithMore(text)
    }
    if text.hasPrefix("[") || text.filter({ $0 == ":" }).count > 1 {
      self = try Self(ipv6: text)
    } else if text.contains(":") {
      throw .hostWithMore(text)
    } else {
      self = try Self(nameOrIPv4: text)
    }
  }

  /// How the host stands in a URL: IPv6 in brackets.
  public var urlHost: String { kind == .ipv6 ? "[\(ascii)]" : ascii }

  init(known name: String) { self.init(kind: .name, text: name, ascii: name) }

  private init(kind: Kind, text: String, ascii: String) {
    self.kind = kind
    self.text = text
    self.ascii = ascii
  }

  private init(ipv6 text: String) throws(Problem) {
    var bare = Substring(text)
    if bare.hasPrefix("[") {
      guard bare.hasSuffix("]") else { throw .notAHostName(text, .notIPv6) }
      bare = bare.dropFirst().dropLast()
    }
    var address = in6_addr()
    guard inet_pton(AF_INET6, String(bare), &address) == 1 else {
      throw .notAHostName(text, .notIPv6)
    }
    self.init(kind: .ipv6, text: String(bare), ascii: bare.lowercased())
  }

  private init(nameOrIPv4 text: String) throws(Problem) {
    let name = text.hasSuffix(".") ? String(text.dropLast()) : text
    let last = name.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    if !last.isEmpty, last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      var address = in_addr()
      guard inet_pton(AF_INET, name, &address) == 1 else {
        let isQuad = name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        throw .notAHostName(text, isQuad ? .notIPv4 : .numericTop)
      }
      self.init(kind: .ipv4, text: name, ascii: name)
      return
    }
    do throws(HostNameFault.Thrown) {
      self.init(kind: .name, text: name, ascii: try DomainName.ascii(name))
    } catch { throw .notAHostName(text, error.fault) }
  }
}
