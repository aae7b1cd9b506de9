import Glibc

/// A mailbox address, `local-part@domain`, by RFC 5321 section 4.1.2 and RFC 6531 for non-ASCII.
///
/// Checked scalar by scalar: a combining mark makes one `Character` with a `>` or `"` before it,
/// which a server still reads as a `>` or `"`.
public struct MailAddress: SettingValue, Hashable {
  /// The part before the `@`, as typed, quotes included.
  public let localPart: String
  /// The part after the `@`, as typed: a domain, or an address literal in brackets.
  public let domain: String
  /// The domain in lower-case ASCII with A-labels, or the address literal.
  public let asciiDomain: String

  /// Reads an address; controls, `<` and `>` are refused, since they could inject a command.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    let isBracket: (UInt8) -> Bool = { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    if text.utf8.contains(where: isBracket) { throw .notAnAddress(text, .displayName) }
    guard text.utf8.count <= 254 else { throw .tooLong(254) }
    do throws(Fault) {
      (localPart, domain) = try Self.split(text)
      try Self.check(localPart: localPart)
      asciiDomain = try Self.ascii(domain: domain)
    } catch { throw .notAnAddress(text, error.fault) }
  }

  /// The address as typed.
  public var text: String { "\(localPart)@\(domain)" }
  /// The address as it goes on the wire: the domain as A-labels.
  public var wire: String { "\(localPart)@\(asciiDomain)" }
  /// Whether sending to or from it needs the extension SMTPUTF8 (RFC 6531).
  public var needsSMTPUTF8: Bool { localPart.utf8.contains { $0 >= 0x80 } }

  private struct Fault: Error { let fault: MailAddressFault }

  private static func split(_ text: String) throws(Fault) -> (String, String) {
    guard let at = text.unicodeScalars.lastIndex(of: "@") else { throw Fault(fault: .noAt) }
    let local = String(text[..<at])
    let domain = String(text.unicodeScalars[text.unicodeScalars.index(after: at)...])
    if local.isEmpty { throw Fault(fault: .noLocalPart) }
    if domain.isEmpty { throw Fault(fault: .noDomain) }
    return (local, domain)
  }

  private static func check(localPart: String) throws(Fault) {
    if localPart.utf8.count > 64 { throw Fault(fault: .longLocalPart) }
    if localPart.utf8.first == UInt8(ascii: "\"") { return try check(quoted: localPart) }
    if let odd = localPart.unicodeScalars.first(where: { !$0.isAtomText && $0 != "." }) {
      throw Fault(fault: .character(Character(odd)))
    }
    let words = localPart.utf8.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if words.contains(where: \.isEmpty) { throw Fault(fault: .dots) }
  }

  /// Checks a quoted string: `"` only at both ends or after a backslash (RFC 5321 `Quoted-string`).
  private static func check(quoted text: String) throws(Fault) {
    let scalars = text.unicodeScalars
    var escaped = false
    for scalar in scalars.dropFirst().dropLast() {
      if !escaped, scalar == "\"" { throw Fault(fault: .openQuote) }
      escaped = !escaped && scalar == "\\"
    }
    guard scalars.count >= 2, scalars.last == "\"", !escaped else { throw Fault(fault: .openQuote) }
  }

  private static func ascii(domain: String) throws(Fault) -> String {
    if domain.hasPrefix("[") { return try checked(literal: domain) }
    do throws(HostNameFault.Thrown) {
      let ascii = try DomainName.ascii(domain)
      if DomainName.endsInNumber(ascii) { throw HostNameFault.Thrown(fault: .numericTop) }
      return ascii
    } catch { throw Fault(fault: error.fault == .numericTop ? .literal : .domain(error.fault)) }
  }

  private static func checked(literal: String) throws(Fault) -> String {
    let inner = literal.dropFirst().dropLast()
    var four = in_addr()
    var six = in6_addr()
    let isSix = inner.lowercased().hasPrefix("ipv6:")
    guard literal.hasSuffix("]"),
      isSix
        ? inet_pton(AF_INET6, String(inner.dropFirst(5)), &six) == 1
        : inet_pton(AF_INET, String(inner), &four) == 1
    else { throw Fault(fault: .literal) }
    return literal
  }
}

extension Unicode.Scalar {
  /// RFC 5322 `atext`, and any non-ASCII character as RFC 6531 allows.
  fileprivate var isAtomText: Bool {
    isASCII ? UInt8(value).isAtomText : !properties.isWhitespace
  }
}

extension UInt8 {
  /// RFC 5322 `atext` (section 3.2.3).
  package var isAtomText: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(self)
    }
  }
}

extension MailAddress {
  /// Whether a domain stands for this machine, whatever it is called; other servers do not know it.
  package static func isHere(_ domain: String) -> Bool {
    ["localhost", "localhost.localdomain"].contains(domain.lowercased())
  }
}
