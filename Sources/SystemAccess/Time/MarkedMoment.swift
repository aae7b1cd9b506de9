internal import Glibc

/// A moment by the wall clock and by CLOCK_BOOTTIME, which counts from the system's start and
/// cannot be set.
package struct MarkedMoment: Codable, Equatable, Sendable {
  /// Seconds since 1970 in UTC, by this machine's clock.
  package let seconds: Int
  /// Seconds since the system was started, the time of sleep included.
  package let uptime: Int
  /// The kernel's id of the system's start; nil where it cannot be read.
  package let boot: String?

  package init(seconds: Int, uptime: Int, boot: String?) {
    (self.seconds, self.uptime, self.boot) = (seconds, uptime, boot)
  }

  /// This moment.
  package static func now() -> MarkedMoment {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return MarkedMoment(seconds: Moment.now().seconds, uptime: time.tv_sec, boot: bootID)
  }

  private static let bootID: String? = {
    let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self) : nil
  }()

  /// Seconds from this moment to a later one, by the clock that counted more.
  ///
  /// Nil where no clock can be trusted: the system was restarted, and the wall clock set back.
  package func seconds(until now: MarkedMoment) -> Int? {
    let onWall = now.seconds - seconds
    let isSameBoot = boot != nil && boot == now.boot && uptime <= now.uptime
    if isSameBoot { return max(onWall, now.uptime - uptime) }
    return onWall < 0 ? nil : onWall
  }
}
