internal import Glibc

/// A moment with the offset of the local time zone, as the Date header has it.
public struct MailDate: Hashable, Sendable {
  /// Seconds since 1970 in UTC.
  public let seconds: Int
  /// Seconds that the local time is ahead of UTC.
  public let offset: Int

  /// A moment at an offset from UTC, in seconds; headers write it in whole minutes.
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
  public static func now() -> MailDate { MailDate(seconds: time(nil)) }

  /// The date and time by RFC 5322 section 3.3, such as `Thu, 1 Jan 1970 01:00:00 +0100`.
  public var text: String {
    let minutes = offset / 60
    var moment = time_t(seconds + minutes * 60)
    var parts = tm()
    gmtime_r(&moment, &parts)
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.twoDigits(Int($0)) }
    let zone =
      (minutes < 0 ? "-" : "+") + Self.twoDigits(abs(minutes) / 60)
      + Self.twoDigits(abs(minutes) % 60)
    return "\(Self.days[Int(parts.tm_wday)]), \(parts.tm_mday) \(Self.months[Int(parts.tm_mon)])"
      + " \(Int(parts.tm_year) + 1900) \(clock.joined(separator: ":")) \(zone)"
  }

  // Not strftime: its names depend on the locale.
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
