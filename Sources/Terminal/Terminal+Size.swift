internal import Forms
internal import Glibc

extension Terminal {
  /// Asks the terminal; nil when it doesn't know (a serial line) or has gone.
  static func currentSize() -> Size? {
    var answer = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &answer) == 0 else { return nil }
    guard answer.ws_col > 0, answer.ws_row > 0 else { return nil }
    // No screen is as large; a mistaken one must not cost gigabytes.
    return Size(columns: min(Int(answer.ws_col), 1000), rows: min(Int(answer.ws_row), 1000))
  }

  /// After SIGWINCH, and after a stop, in which the window may have changed: whether it has.
  mutating func measure() -> Bool {
    guard let now = Self.currentSize(), now != size else { return false }
    size = now
    shown = nil
    screen.resize(now)
    return true
  }
}
