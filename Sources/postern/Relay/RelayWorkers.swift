import Dispatch
import MailDiagnosis
import MailTransport
import OutgoingMail
import Synchronization
import SystemAccess

/// The threads that pass mails on, each over a connection that it keeps for the next mail.
///
/// The one that has sent last gets the next mail, so that few connections carry many mails. An idle
/// connection is kept for some seconds, and closed at once where another process waits for one;
/// after that the thread sleeps.
final class RelayWorkers: Sendable {
  typealias Job = @Sendable (UpstreamSender) -> Void

  private struct State {
    var jobs: [Job] = []
    var idle: [Worker] = []
    var count = 0
    var underWay = 0
  }

  private final class Worker: Sendable {
    let job: Mutex<Job?>
    let wake = DispatchSemaphore(value: 0)
    init(_ job: @escaping Job) { self.job = Mutex(job) }
  }

  private static let kept = Duration.seconds(5)
  private static let look = DispatchTimeInterval.milliseconds(100)
  private let state = Mutex(State())

  /// How many jobs are waiting or running.
  var underWay: Int { state.withLock { $0.underWay } }

  /// Runs a job on one of at most `limit` threads; false where there is no thread.
  func run(atMost limit: Int, _ job: @escaping Job) -> Bool {
    let worker: Worker? = state.withLock { state in
      state.underWay += 1
      if let worker = state.idle.popLast() {
        worker.job.withLock { $0 = job }
        worker.wake.signal()
        return nil
      }
      guard state.count < max(limit, 1) else {
        state.jobs.append(job)
        return nil
      }
      state.count += 1
      return Worker(job)
    }
    guard let worker else { return true }
    return DetachedThread.start { [self] in work(worker) } || isTaken(after: worker)
  }

  /// Gives the job to a running thread where no new one could be started; false where none is
  /// running.
  private func isTaken(after worker: Worker) -> Bool {
    state.withLock { state in
      state.count -= 1
      guard state.count > 0, let job = worker.job.withLock({ $0.take() }) else {
        state.underWay -= 1
        return false
      }
      state.jobs.append(job)
      return true
    }
  }

  private func work(_ worker: Worker) {
    let sender = UpstreamSender()
    while true {
      worker.job.withLock { $0.take() }?(sender)
      guard !takeNext(worker) else { continue }
      wait(worker, sender)
    }
  }

  /// Takes the next job; false where there is none, and the worker is idle from now on.
  private func takeNext(_ worker: Worker) -> Bool {
    state.withLock { state in
      state.underWay -= 1
      guard !state.jobs.isEmpty else {
        state.idle.append(worker)
        return false
      }
      let job = state.jobs.removeFirst()
      worker.job.withLock { $0 = job }
      return true
    }
  }

  private func wait(_ worker: Worker, _ sender: UpstreamSender) {
    let end = ContinuousClock.now + Self.kept
    while sender.isOpen {
      if worker.wake.wait(timeout: .now() + Self.look) == .success { return }
      if ContinuousClock.now > end { sender.close() } else { sender.giveWay() }
    }
    worker.wake.wait()
  }
}

/// A sender to the set-up's server, made anew when the set-up changes.
final class UpstreamSender {
  private var sender: MailSender?
  private var number = 0

  /// Whether a connection may be open.
  var isOpen: Bool { sender != nil }

  /// A sender for the set-up of this number.
  func sender(_ outgoing: OutgoingMail, _ number: Int) -> MailSender {
    if let sender, number == self.number { return sender }
    close()
    let made = MailSender(outgoing.client.withoutTranscripts())
    (sender, self.number) = (made, number)
    return made
  }

  func giveWay() { sender?.giveWay() }

  func close() {
    sender?.close()
    sender = nil
  }
}
