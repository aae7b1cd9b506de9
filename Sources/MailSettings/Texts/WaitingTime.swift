/// How long a mail may wait, such as `2d`, `36h` or `90m`: an hour to 30 days.
public struct WaitingTime: SettingValue, Hashable {
  /// A whole number and its unit, `m`, `h` or `d`.
  public let text: String
  /// In seconds, 3,600 to 2,592,000.
  public let seconds: Int

  /// The default: two days.
  public static let usual = WaitingTime(text: "2d", seconds: 172_800)

  private init(text: String, seconds: Int) { (self.text, self.seconds) = (text, seconds) }

  /// Reads a number followed by its unit, in either case.
  public init(typed text: String) throws(Problem) {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let unit = text.dropFirst(digits.count).lowercased().filter { $0 != " " }
    guard let number = Int(digits), let length = Self.units[unit] else {
      throw .notAWaitingTime(text)
    }
    let (seconds, isTooLarge) = number.multipliedReportingOverflow(by: length)
    guard !isTooLarge, (3_600...2_592_000).contains(seconds) else { throw .notAWaitingTime(text) }
    self.init(text: "\(number)\(unit)", seconds: seconds)
  }

  private static let units = ["m": 60, "h": 3_600, "d": 86_400]
}
