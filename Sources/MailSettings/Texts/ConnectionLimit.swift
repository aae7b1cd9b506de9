/// The most simultaneous SMTP connections of one set-up (`maxNoOfSMTPConnections`), at least 1.
public struct ConnectionLimit: SettingValue, Hashable {
  /// The number, at least 1.
  public let number: Int

  /// A limit; nil for less than 1.
  public init?(_ number: Int) {
    guard number >= 1 else { return nil }
    self.number = number
  }

  /// Reads decimal digits.
  public init(typed text: String) throws(Problem) {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), number >= 1
    else { throw .notALimit(text) }
    self.number = number
  }

  /// The decimal digits.
  public var text: String { String(number) }
}
