/// A day of the Gregorian calendar: arithmetic alone, without a locale or a time zone.
package struct CalendarDay: CustomStringConvertible, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int
  private let daysSince1970: Int

  /// The day in UTC of a time in seconds since 1970, held within the years 1 to 9999.
  package init(_ seconds: Int64) {
    let day = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    self.init(daysSince1970: Int(min(max(day, -719_162), 2_932_896)))
  }

  /// The day with these numbers; nil where the calendar has none, or beyond the years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear >= 0 ? shiftedYear / 400 : (shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSince1970: era * 146_097 + dayOfEra - 719_468)
  }

  /// Years are counted from 1 March here, so that a leap day is the last of its year.
  private init(daysSince1970: Int) {
    self.daysSince1970 = daysSince1970
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The day's first second in UTC.
  package var secondsSince1970: Int { daysSince1970 * 86_400 }

  /// From 0, which is Sunday, to 6.
  package var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

  /// How many days later the other is.
  package func days(until other: CalendarDay) -> Int64 {
    Int64(other.daysSince1970 - daysSince1970)
  }

  /// As in ISO 8601: year, month, day.
  package var description: String {
    "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }

  /// The number of days of a month (1 to 12).
  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int {
  /// A number that is not negative, padded with zeros.
  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
