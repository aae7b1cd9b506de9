import MailDiagnosis
import Synchronization

/// Every change of a stage, in order.
final class ObservedStages: Sendable {
  private let state = Mutex<[StageResult]>([])

  func add(_ result: StageResult) { state.withLock { $0.append(result) } }

  var results: [StageResult] { state.withLock { $0 } }
}
