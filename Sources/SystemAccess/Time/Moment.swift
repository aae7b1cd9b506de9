internal import Glibc

/// A moment with an offset from UTC, and the ways to write it.
///
/// strftime(3) is not used, since its names depend on the locale.
public struct Moment: Hashable, Sendable {
  /// Seconds since 1970 in UTC.
  public let seconds: Int
  /// Seconds that the written time is ahead of UTC.
  public let offset: Int

  /// A moment at an offset from UTC, in seconds; texts have it in whole minutes.
  public init(seconds: Int, offset: Int) {
    self.seconds = seconds
    self.offset = offset
  }

  /// A moment in this machine's time zone.
  public init(seconds: Int) {
    var moment = time_t(seconds)
    var parts = tm()
    // localtime_r need not read the time zone by itself (POSIX).
    tzset()
    localtime_r(&moment, &parts)
    self.init(seconds: seconds, offset: parts.tm_gmtoff)
  }

  /// This moment.
  public static func now() -> Moment { Moment(seconds: Glibc.time(nil)) }

  private var offsetMinutes: Int { offset / 60 }
  private var written: Int { seconds + offsetMinutes * 60 }
  private var day: CalendarDay { CalendarDay(Int64(written)) }

  /// `01:00:00`
  private var time: String {
    let second = (written % 86_400 + 86_400) % 86_400
    return [second / 3_600, second / 60 % 60, second % 60].map { $0.padded(to: 2) }
      .joined(separator: ":")
  }

  /// `+0100`
  private var zone: String {
    let minutes = abs(offsetMinutes)
    return (offsetMinutes < 0 ? "-" : "+") + (minutes / 60).padded(to: 2)
      + (minutes % 60).padded(to: 2)
  }
}

extension Moment {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// For mail headers (RFC 5322 section 3.3): `Thu, 1 Jan 1970 01:00:00 +0100`.
  public var mailText: String {
    let day = day
    return "\(Self.days[day.weekday]), \(day.day) \(Self.months[day.month - 1]) \(day.year)"
      + " \(time) \(zone)"
  }

  /// For files and JSON, in UTC (RFC 3339): `1970-01-01T00:00:00Z`.
  package var internetText: String {
    let moment = Moment(seconds: seconds, offset: 0)
    return "\(moment.day)T\(moment.time)Z"
  }

  /// For people: `1970-01-01 01:00:00 +0100`.
  package var textForPeople: String { "\(day) \(time) \(zone)" }

  /// The time of day for people: `14:05`.
  package var clock: String { String(time.prefix(5)) }
}
