import Forms
import Glibc
import OutgoingMail

/// A line on standard error with the progress of a batch, drawn at most ten times a second.
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
    Output.status(text(progress, failed: failed))
  }

  /// Clears the line, so that something else can be written.
  mutating func hide() {
    guard isShown else { return }
    isShown = false
    Output.status("")
  }

  private func text(_ progress: BatchProgress, failed: Int) -> String {
    let counts = "\(progress.delivered) delivered" + (failed > 0 ? ", \(failed) not" : "")
    guard let size, size > 0 else { return counts }
    let part = min(1, Double(progress.bytesRead) / Double(size))
    let width = 30
    let full = Int((part * Double(width)).rounded(.down))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    return "[\(bar)] \(Int(part * 100))%  \(counts)"
  }
}
