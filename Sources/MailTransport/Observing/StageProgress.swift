internal import MailDiagnosis
internal import MailSettings

/// The stages of one attempt while it runs; each change is reported at once.
final class StageProgress {
  private(set) var stages: [StageResult]
  private let observe: (StageResult) -> Void
  private var lastChange = ContinuousClock.now

  init(_ order: [Stage], observe: @escaping (StageResult) -> Void = { _ in }) {
    stages = order.map { StageResult(stage: $0) }
    self.observe = observe
  }

  /// The stage under way, else the first that has not begun.
  var current: Stage? {
    stages.first { $0.state == .running || $0.state == .pending }?.stage
  }

  func state(of stage: Stage) -> StageState? { stages.first { $0.stage == stage }?.state }

  func begin(_ stage: Stage) {
    change(stage) { result in
      guard result.state == .pending else { return false }
      result.state = .running
      lastChange = .now
      return true
    }
  }

  func pass(_ stage: Stage, _ detail: StageDetail? = nil) { end(stage, .passed, detail) }
  func skip(_ stage: Stage, _ detail: StageDetail? = nil) { end(stage, .skipped, detail) }

  /// Ends the attempt. The stage that fails may have passed before, such as a handshake that the
  /// server then refuses.
  func fail(_ stage: Stage, _ detail: StageDetail) {
    change(stage) { result in
      let now = ContinuousClock.now
      if result.milliseconds == nil {
        result.milliseconds = lastChange.duration(to: now).milliseconds
      }
      (result.state, result.detail) = (.failed, detail)
      lastChange = now
      return true
    }
    for other in stages where other.state == .running { reset(other.stage) }
  }

  /// Reports what is going on in a stage that takes long.
  func tell(_ stage: Stage, _ detail: StageDetail) {
    change(stage) { result in
      guard result.state == .running, result.detail != detail else { return false }
      result.detail = detail
      return true
    }
  }

  /// Returns to a stage and resets it and the later ones, to try them again.
  func goBack(to stage: Stage, _ detail: StageDetail) {
    guard let index = stages.firstIndex(where: { $0.stage == stage }) else { return }
    for later in stages[index...] where later.state != .pending { reset(later.stage) }
    begin(stage)
    tell(stage, detail)
  }

  /// Restores the stages of an earlier moment.
  func restore(_ earlier: [StageResult]) {
    for result in earlier {
      change(result.stage) { current in
        defer { current = result }
        return current != result
      }
    }
  }

  private func reset(_ stage: Stage) {
    change(stage) { result in
      result = StageResult(stage: stage)
      return true
    }
  }

  /// Ends a stage. One that has ended already stays as it is, since a second connection goes
  /// through it again.
  private func end(_ stage: Stage, _ state: StageState, _ detail: StageDetail?) {
    change(stage) { result in
      guard result.state == .pending || result.state == .running else { return false }
      let now = ContinuousClock.now
      result.state = state
      result.milliseconds = state == .skipped ? nil : lastChange.duration(to: now).milliseconds
      result.detail = detail
      lastChange = now
      return true
    }
  }

  private func change(_ stage: Stage, _ make: (inout StageResult) -> Bool) {
    guard let index = stages.firstIndex(where: { $0.stage == stage }) else { return }
    if make(&stages[index]) { observe(stages[index]) }
  }
}

extension Duration {
  /// In milliseconds with fractions.
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}
