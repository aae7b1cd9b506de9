internal import MailDiagnosis
internal import MailSettings
internal import Synchronization
internal import SystemAccess

/// Looks for another way to a host while the one that was asked for does not answer.
///
/// A port whose packets are dropped says nothing for minutes; what else the host answers to is
/// known in seconds.
final class Lookout: Sendable {
  private let target: Target
  private let state = Mutex<(isStarted: Bool, found: [Alternative]?)>((false, nil))
  private let wake = WakePipe()

  init(_ target: Target) { self.target = target }

  /// What to poll for while the look is under way.
  var readEnd: Int32 {
    state.withLock { $0.isStarted && $0.found == nil ? wake.readEnd : -1 }
  }

  /// What was found; nil until it is known.
  var found: [Alternative]? { state.withLock(\.found) }

  /// Begins to look.
  func begin(_ patience: Patience) {
    state.withLock { $0.isStarted = true }
    let patience = patience.atMost(.seconds(5))
    let isStarted = DetachedThread.start { [self] in
      let found = PortProbe(target, patience: patience).run()
      state.withLock { $0.found = found }
      wake.ring()
    }
    if !isStarted { state.withLock { $0.found = [] } }
  }
}
