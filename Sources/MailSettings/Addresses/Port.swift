/// A TCP port, 1 to 65535.
public struct Port: SettingValue, Hashable, Comparable, CustomStringConvertible {
  /// The number, 1 to 65535.
  public let number: UInt16

  /// A port with a number; nil for 0.
  public init?(_ number: UInt16) {
    guard number > 0 else { return nil }
    self.number = number
  }

  private init(known number: UInt16) { self.number = number }

  /// Reads decimal digits, or the name of a mail service such as `submission`.
  public init(typed text: String) throws(Problem) {
    if let known = Self.services[text.lowercased()] {
      self = known
      return
    }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(text),
      number > 0
    else { throw .notAPort(text) }
    self.number = number
  }

  /// Whether it is a service's name.
  public static func isAlias(_ text: String) -> Bool { services[text.lowercased()] != nil }

  /// The mail services' names in /etc/services.
  private static let services: [String: Port] = [
    "smtp": .smtp, "submission": .submission, "submissions": .submissions, "smtps": .submissions,
    "ssmtp": .submissions, "imap": .imap, "imap2": .imap, "imaps": .imaps, "pop3": .pop3,
    "pop3s": .pop3s,
  ]

  /// The decimal digits, without leading zeros.
  public var text: String { String(number) }

  /// The decimal digits.
  public var description: String { text }

  /// Orders by number.
  public static func < (one: Self, other: Self) -> Bool { one.number < other.number }

  /// Relay between servers, RFC 5321.
  public static let smtp = Port(known: 25)
  /// SMTP inside TLS from the first byte ("SSL"), RFC 8314.
  public static let submissions = Port(known: 465)
  /// Message submission, STARTTLS, RFC 6409.
  public static let submission = Port(known: 587)
  /// Not registered for mail; many providers open it for networks that block the usual ports.
  public static let alternateSubmission = Port(known: 2525)
  /// POP3, RFC 1939.
  public static let pop3 = Port(known: 110)
  /// IMAP, RFC 9051.
  public static let imap = Port(known: 143)
  /// IMAP inside TLS, RFC 8314.
  public static let imaps = Port(known: 993)
  /// POP3 inside TLS, RFC 8314.
  public static let pop3s = Port(known: 995)
}
