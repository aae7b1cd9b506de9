import Forms
import Glibc
import OutgoingMail

/// A line on standard error with the progress of a batch, drawn at most ten times a second, as wide
/// as the terminal allows.
struct ProgressBar {
  private let size: Int?
  private var drawn: ContinuousClock.Instant?
  private var isShown = false

  /// Makes a bar.
  ///
  /// - Parameter size: the size of the whole in bytes; nil where it is not known.
  init(size: Int?) { self.size = size }

  mutating func show(_ progress: BatchProgress, failed: Int) {
    let now = ContinuousClock.now
    if let drawn, now - drawn < .milliseconds(100) { return }
    (drawn, isShown) = (now, true)
    Output.status(text(progress, failed: failed, columns: Self.columns))
  }

  /// Clears the line, so that something else can be written.
  mutating func hide() {
    guard isShown else { return }
    isShown = false
    Output.status("")
  }

  /// The width of the terminal, which may change at any time.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// The line in fewer than so many columns: a line that reached the edge would begin another one.
  func text(_ progress: BatchProgress, failed: Int, columns: Int) -> String {
    let counts = "\(progress.delivered) delivered" + (failed > 0 ? ", \(failed) not" : "")
    guard let size, size > 0 else { return String(counts.prefix(max(columns - 1, 0))) }
    let part = min(1, Double(progress.bytesRead) / Double(size))
    let numbers = "\(Int(part * 100))%  \(counts)"
    let width = min(Self.widest, columns - 1 - numbers.count - "[] ".count)
    guard width >= Self.narrowest else { return String(numbers.prefix(max(columns - 1, 0))) }
    let full = Int((part * Double(width)).rounded(.down))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    return "[\(bar)] \(numbers)"
  }

  /// The widths between which there is a bar.
  private static let widest = 30
  private static let narrowest = 8
}
