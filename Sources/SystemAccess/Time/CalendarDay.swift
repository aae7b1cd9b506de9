/// A day in UTC, for sentences about a certificate's validity.
package struct CalendarDay: CustomStringConvertible {
  private let number: Int64

  /// The day of a time in seconds since 1970, held within the years 1 to 9999.
  package init(_ seconds: Int64) {
    let day = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    number = min(max(day, -719_162), 2_932_896)
  }

  /// How many days later the other is.
  package func days(until other: CalendarDay) -> Int64 { other.number - number }

  /// As in ISO 8601: year, month, day. Counted from 1 March, so that a leap day is a year's last.
  package var description: String {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
