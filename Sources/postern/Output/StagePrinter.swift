import Forms
import MailDiagnosis

/// Prints a line for each stage when it ends, and for what goes on in one that takes long.
struct StagePrinter: Sendable {
  let isSilent: Bool

  func show(_ result: StageResult) {
    guard !isSilent, let sign = Self.sign(result) else { return }
    let detail = Output.glyphs.adapt(result.detail?.text ?? "")
    let time = result.milliseconds.map { ElapsedTime(milliseconds: $0).text } ?? ""
    let columns = ["\(sign) " + result.stage.rawValue.padded(16), detail.padded(50), time]
    Output.line(columns.joined(separator: " ").trimmingEnd)
  }

  private static func sign(_ result: StageResult) -> Character? {
    switch result.state {
    case .passed: Output.glyphs.done
    case .failed: Output.glyphs.failed
    case .skipped: Output.glyphs.skipped
    case .running: result.detail == nil ? nil : Output.glyphs.pending
    case .pending: nil
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - CellWidth.of(self)))
  }

  fileprivate var trimmingEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
