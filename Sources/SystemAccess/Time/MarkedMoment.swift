internal import Glibc

/// A moment by the clock on the wall and by the one that counts from the start of the system, which
/// nobody sets.
package struct MarkedMoment: Codable, Equatable, Sendable {
  /// Seconds since 1970 in UTC, as this machine's clock had it.
  package let seconds: Int
  /// Seconds since the system was started, the time of sleep included.
  package let uptime: Int
  /// Which start of the system; nil where it does not tell.
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

  /// Seconds from then until now: the larger number of both clocks. Nil where none can be believed,
  /// since the clock was set back and the system started again.
  package func seconds(until now: MarkedMoment) -> Int? {
    let onWall = now.seconds - seconds
    let isSameBoot = boot != nil && boot == now.boot && uptime <= now.uptime
    if isSameBoot { return max(onWall, now.uptime - uptime) }
    return onWall < 0 ? nil : onWall
  }
}
