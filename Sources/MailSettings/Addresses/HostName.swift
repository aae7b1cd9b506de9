import Glibc

/// The name or IP address of a server: RFC 1123 names, also with underscores, IPv4, IPv6,
/// international names.
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
    // No name of 253 ASCII octets takes more in UTF-8. A longer paste is refused unread, since each
    // key press parses the text again.
    guard text.utf8.count <= 1024 else { throw .notAHostName(text, .longName) }
    try text.rejectControls()
    if text.contains("://") || text.contains("/") || text.contains("@") {
      throw .hostWithMore(text)
    }
    let colons = text.unicodeScalars.count { $0 == ":" }
    if text.contains("]:") || (colons == 1 && !text.hasPrefix("[")) { throw .hostWithMore(text) }
    self = try colons > 0 || text.hasPrefix("[") ? Self(ipv6: text) : Self(nameOrIPv4: text)
  }

  /// The host as a URL has it: IPv6 in brackets.
  public var urlHost: String { kind == .ipv6 ? "[\(ascii)]" : ascii }

  init(known name: String) { self.init(kind: .name, text: name, ascii: name) }

  private init(kind: Kind, text: String, ascii: String) {
    self.kind = kind
    self.text = text
    self.ascii = ascii
  }

  private init(ipv6 text: String) throws(Problem) {
    var bare = text
    if bare.hasPrefix("[") {
      guard bare.hasSuffix("]") else { throw .notAHostName(text, .notIPv6) }
      bare = String(bare.dropFirst().dropLast())
    }
    var address = in6_addr()
    guard inet_pton(AF_INET6, bare, &address) == 1 else { throw .notAHostName(text, .notIPv6) }
    // One spelling (RFC 5952), since a stored password is bound to its host by this text.
    var spelling = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(AF_INET6, &address, &spelling, socklen_t(INET6_ADDRSTRLEN))
    let ascii = String(
      decoding: spelling.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    self.init(kind: .ipv6, text: bare, ascii: ascii)
  }

  /// Tells names from addresses by their ASCII form, since IDNA maps full-width digits to ASCII
  /// ones.
  private init(nameOrIPv4 text: String) throws(Problem) {
    let name = text.hasSuffix(".") ? String(text.dropLast()) : text
    do throws(HostNameFault.Thrown) {
      let ascii = try DomainName.ascii(name, allowsUnderscores: true)
      let isAddress = DomainName.endsInNumber(ascii)
      if isAddress { try DomainName.checkIPv4(ascii) }
      self.init(kind: isAddress ? .ipv4 : .name, text: name, ascii: ascii)
    } catch { throw .notAHostName(text, error.fault) }
  }
}

extension HostName {
  /// A name that is known to be one, in lower-case ASCII.
  static func known(_ name: String) -> HostName { HostName(known: name) }

  /// Whether it is `localhost`, a name below it (RFC 6761 section 6.3) or a loopback address.
  public var isLoopback: Bool {
    ascii == "localhost" || ascii.hasSuffix(".localhost") || ascii == "::1"
      || (kind == .ipv4 && ascii.hasPrefix("127."))
  }
}
