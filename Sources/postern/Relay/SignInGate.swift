import Dispatch
import MailDiagnosis
import MailSettings
import MailTransport
import Synchronization

/// Prevents many mails that arrive at once from making as many attempts to sign in.
///
/// Until a sign-in has succeeded, one mail goes ahead; if it fails on the way to the server, the
/// others get the same result. After a refused sign-in no mail is tried for a minute or until the
/// set-up changes, since servers lock accounts.
final class SignInGate: Sendable {
  /// One attempt that others wait for.
  private final class Trial: Sendable {
    let failure = Mutex<DeliveryReport?>(nil)
    private let over = DispatchSemaphore(value: 0)

    func end(_ report: DeliveryReport?) {
      failure.withLock { $0 = report }
      over.signal()
    }

    func wait() {
      over.wait()
      // Wakes the next one that waits.
      over.signal()
    }
  }

  private struct State {
    /// The number of the set-up whose sign-in has succeeded.
    var proven: Int?
    var trial: Trial?
    var refusal: (number: Int, until: ContinuousClock.Instant, report: DeliveryReport)?
  }

  private enum Turn {
    case refused(DeliveryReport)
    case follow(Trial)
    case lead(Trial)
    case free
  }

  private static let pause = Duration.seconds(60)
  private let state = Mutex(State())

  /// Sends by the attempt, once it is this mail's turn.
  ///
  /// - Parameters:
  ///   - number: which set-up it is.
  ///   - attempt: sends, and calls its argument with each change of a stage.
  func pass(
    _ number: Int, _ attempt: (@escaping (StageResult) -> Void) -> DeliveryReport
  ) -> DeliveryReport {
    while true {
      switch turn(number) {
      case .refused(let report): return report
      case .free: return noted(attempt { _ in }, number)
      case .lead(let trial): return lead(trial, number, attempt)
      case .follow(let trial):
        trial.wait()
        if let failure = trial.failure.withLock({ $0 }) { return failure }
      }
    }
  }

  /// Why no sign-in may be tried now; nil where it may.
  func refusal(_ number: Int) -> DeliveryReport? {
    guard case .refused(let report) = turn(number, begins: false) else { return nil }
    return report
  }

  private func turn(_ number: Int, begins: Bool = true) -> Turn {
    state.withLock { state in
      if let refusal = state.refusal, refusal.number == number, .now < refusal.until {
        return .refused(refusal.report)
      }
      if state.proven == number || !begins { return .free }
      if let trial = state.trial { return .follow(trial) }
      let trial = Trial()
      state.trial = trial
      return .lead(trial)
    }
  }

  private func lead(
    _ trial: Trial, _ number: Int, _ attempt: (@escaping (StageResult) -> Void) -> DeliveryReport
  ) -> DeliveryReport {
    let report = noted(
      attempt { [self] stage in
        if stage.stage == .sender, stage.state != .pending { prove(trial, number) }
      }, number)
    end(trial, report.diagnosis?.stage.isOfTheMail == false ? report : nil)
    return report
  }

  private func prove(_ trial: Trial, _ number: Int) {
    state.withLock { $0.proven = number }
    end(trial, nil)
  }

  private func end(_ trial: Trial, _ failure: DeliveryReport?) {
    let isRunning = state.withLock { state in
      guard state.trial === trial else { return false }
      state.trial = nil
      return true
    }
    if isRunning { trial.end(failure) }
  }

  private func noted(_ report: DeliveryReport, _ number: Int) -> DeliveryReport {
    state.withLock { state in
      if report.isSignInRefused {
        (state.proven, state.refusal) = (nil, (number, .now + Self.pause, report))
      } else if report.diagnosis?.stage.isOfTheMail == false {
        state.proven = nil
      }
    }
    return report
  }
}

extension DeliveryReport {
  /// Whether the sign-in was refused, so that repeating it could lock the account.
  fileprivate var isSignInRefused: Bool {
    guard outcome == .failed, let diagnosis, !diagnosis.isTemporary else { return false }
    return [.token, .incoming, .authentication].contains(diagnosis.stage)
  }
}

extension Stage {
  /// Whether the stage comes after the sign-in.
  var isOfTheMail: Bool {
    switch self {
    case .sender, .recipient, .message: true
    case .token, .incoming, .resolve, .connect, .greeting, .encryption, .certificate,
      .authentication:
      false
    }
  }
}
