/// The name of a mail in the queue: short, good in file names and SMTP replies, and sorted by
/// arrival.
public struct QueueID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 14 digits and lower-case letters.
  public let text: String

  /// Crockford's base 32, without the letters that look like digits.
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
  private static let length = 14

  /// Reads an id, in upper or lower case; nil for any other text.
  public init?(_ text: String) {
    let text = text.lowercased()
    guard text.count == Self.length, text.allSatisfy(Self.digits.contains) else { return nil }
    self.text = text
  }

  /// A new id: the time, and 25 random bits to tell apart mails of the same millisecond.
  ///
  /// - Parameter milliseconds: since 1970.
  init(milliseconds: Int) {
    var number = max(0, milliseconds)
    var text: [Character] = []
    for _ in 0..<9 {
      text.append(Self.digits[Int(number & 31)])
      number >>= 5
    }
    let random = (0..<5).map { _ in Self.digits[Int.random(in: 0..<32)] }
    self.text = String(text.reversed() + random)
  }

  /// Its text.
  public var description: String { text }

  /// Whether one mail came before another, as far as milliseconds tell.
  public static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}
