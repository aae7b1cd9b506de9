internal import SystemAccess

/// A day of the calendar in UTC, such as `2027-05-31`: the last one of a client secret.
public struct ExpiryDate: SettingValue, Hashable {
  /// Year, month and day as in ISO 8601.
  public let text: String
  private let day: Int64

  /// Reads a day, also where somebody pasted a time behind it.
  public init(typed text: String) throws(Problem) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    let isAlone = text.utf8.count == 10 || text.dropFirst(10).hasPrefix("T")
    guard isAlone, parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
      let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
    else { throw .notADay(text) }
    self.text = day.description
    self.day = CalendarDay(0).days(until: day)
  }

  /// How many days are left from a moment in seconds since 1970, 0 on the day itself.
  public func daysLeft(at seconds: Int) -> Int {
    Int(day - CalendarDay(0).days(until: CalendarDay(Int64(seconds))))
  }
}
