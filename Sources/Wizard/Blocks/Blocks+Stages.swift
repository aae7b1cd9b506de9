import Forms
import MailDiagnosis

extension Blocks {
  private static let widestRow = 76

  /// The stages, one a line.
  private func stageRows(_ stages: [StageResult]) -> Block {
    Block(rows: stages.map(stageRow))
  }

  /// The stages of a running attempt; where lines are few, those that passed share one line.
  func runningStages(_ stages: [StageResult]) -> Block {
    rows < stages.count + 4 ? concise(stages) : stageRows(stages)
  }

  /// The stages of an attempt that has ended; those that passed share one line where the cause of a
  /// failure needs the room.
  func endedStages(_ stages: [StageResult], _ report: DeliveryReport) -> Block {
    let others = report.diagnosis == nil ? 8 : 24
    return rows < stages.count + others ? concise(stages) : stageRows(stages)
  }

  private func concise(_ stages: [StageResult]) -> Block {
    let passed = stages.filter { $0.state == .passed }.map(\.stage.rawValue)
    let rest = stages.filter { $0.state == .failed || $0.state == .running }
    let line = "\(glyphs.done) " + passed.joined(separator: " \(glyphs.dot) ")
    let lines = passed.isEmpty ? [] : wrapped(line, columns: columns).map { [Span($0, .done)] }
    return Block(rows: lines + rest.map(stageRow))
  }

  private func stageRow(_ result: StageResult) -> Row {
    let (sign, style) = sign(result.state)
    let name = "\(sign) " + result.stage.rawValue.padded(15)
    let time = result.milliseconds.map { ElapsedTime(milliseconds: $0).text } ?? runningTime(result)
    // Times stay near their stage in wide windows too.
    let room = min(columns, Self.widestRow) - CellWidth.of(name) - CellWidth.of(time) - 2
    let text = glyphs.adapt(result.detail?.text ?? " ")
    let detail = room > 6 ? cut(text, columns: room).padded(room) : ""
    return [Span(name, style), Span(detail), Span("  " + time, .dim)]
  }

  /// A text cut to fit, with a sign where some of it is missing.
  func cut(_ text: String, columns: Int) -> String {
    guard CellWidth.of(text) > columns else { return text }
    return fitting(text, columns: columns - CellWidth.of(glyphs.ellipsis)) + glyphs.ellipsis
  }

  private func runningTime(_ result: StageResult) -> String {
    guard result.state == .running, let work = state.work else { return "" }
    let trial = work.kind == .signIn ? state.signIn : state.test
    return trial.stages.timeOfRunningStage(elapsed: work.elapsed).text
  }

  private func sign(_ stage: StageState) -> (Character, Style) {
    switch stage {
    case .pending: (glyphs.pending, .dim)
    case .running: (spinner, .normal)
    case .passed: (glyphs.done, .done)
    case .failed: (glyphs.failed, .trouble)
    case .skipped: (glyphs.skipped, .dim)
    }
  }

  var spinner: Character {
    let step = (state.work?.elapsed ?? 0) / 100
    return glyphs.spinner[step % glyphs.spinner.count]
  }
}
