internal import Synchronization

/// How far a batch has come.
public struct BatchProgress: Equatable, Sendable {
  /// Mails whose fate is known.
  public fileprivate(set) var done = 0
  /// Mails that the server has taken.
  public fileprivate(set) var delivered = 0
  /// How much of the file was read, in bytes.
  public fileprivate(set) var bytesRead = 0
}

/// The mails that wait for a connection: those of the file, and those that are tried again.
final class BatchQueue: Sendable {
  enum Next {
    case entry(MailboxEntry)
    case job(BatchJob)
    /// The batch was given up: the entry was never tried, and the job is not tried again.
    case over(MailboxEntry)
    case abandoned(BatchJob)
    /// There is nothing to do before then.
    case wait(until: ContinuousClock.Instant)
    case end
  }

  private struct State {
    var file: MailboxFile
    var workers: Int
    var isRead = false
    var isGivenUp = false
    var fault: BatchFault?
    var waiting: [(due: ContinuousClock.Instant, job: BatchJob)] = []
    /// Until when no worker connects, and how many times in a row the server was not reached.
    var pause = ContinuousClock.now
    var vain = 0
    var progress = BatchProgress()
  }

  /// The most mails that wait for another try: a server that defers everything must not fill the
  /// memory.
  private static let mostWaiting = 1_000
  /// How often in a row the server may be out of reach before the batch is given up: for about nine
  /// minutes.
  private static let mostVain = 14

  private let state: Mutex<State>

  init(_ file: MailboxFile, workers: Int) {
    state = Mutex(State(file: file, workers: workers))
  }

  var fault: BatchFault? { state.withLock { $0.fault } }

  func next() -> Next {
    state.withLock { state in
      if state.fault != nil { return .end }
      let now = ContinuousClock.now
      if state.isGivenUp, !state.waiting.isEmpty {
        return .abandoned(state.waiting.removeFirst().job)
      }
      if !state.isGivenUp {
        if state.pause > now { return .wait(until: state.pause) }
        if let index = state.waiting.firstIndex(where: { $0.due <= now }) {
          return .job(state.waiting.remove(at: index).job)
        }
      }
      if !state.isRead, state.waiting.count < Self.mostWaiting || state.isGivenUp,
        let entry = Self.read(&state)
      {
        return state.isGivenUp ? .over(entry) : .entry(entry)
      }
      return Self.rest(&state)
    }
  }

  private static func read(_ state: inout State) -> MailboxEntry? {
    do throws(MailboxFault) {
      let entry = try state.file.next()
      state.isRead = entry == nil
      state.progress.bytesRead = state.file.offset
      return entry
    } catch {
      state.fault = .mailbox(error)
      return nil
    }
  }

  /// Where no mail waits, the worker ends: whoever is still sending one serves it to its end.
  private static func rest(_ state: inout State) -> Next {
    if state.fault == nil, !state.isGivenUp, let due = state.waiting.map(\.due).min() {
      return .wait(until: due)
    }
    state.workers -= 1
    return .end
  }
}

/// What workers report.
extension BatchQueue {
  /// A mail is done.
  @discardableResult
  func ended(isDelivered: Bool) -> BatchProgress {
    state.withLock { state in
      if isDelivered { state.vain = 0 }
      state.progress.done += 1
      state.progress.delivered += isDelivered ? 1 : 0
      return state.progress
    }
  }

  /// The server has deferred a mail.
  func again(_ job: BatchJob) {
    state.withLock { state in
      state.vain = 0
      state.waiting.append((.now + Self.pause(job.tries), job))
    }
  }

  /// The server allows no more connections: a worker ends, and leaves its mail to the others; false
  /// if it is the last one.
  func retire(_ job: BatchJob) -> Bool {
    state.withLock { state in
      guard state.workers > 1 else { return false }
      state.workers -= 1
      state.waiting.append((.now, job))
      return true
    }
  }

  /// The server was not reached: no worker connects for a while. False if that was so too often.
  func unreachable(_ job: BatchJob) -> Bool {
    state.withLock { state in
      // Several workers may find out at once.
      if state.pause <= .now {
        state.vain += 1
        state.pause = .now + Self.pause(state.vain)
      }
      guard state.vain <= Self.mostVain else {
        state.isGivenUp = true
        return false
      }
      state.waiting.append((state.pause, job))
      return true
    }
  }

  /// Nothing more can be sent with this set-up.
  func giveUp() { state.withLock { $0.isGivenUp = true } }

  func stop(_ fault: BatchFault) {
    state.withLock { state in
      state.fault = state.fault ?? fault
    }
  }

  /// 1, 2, 4 … seconds, a minute at most.
  private static func pause(_ tries: Int) -> Duration {
    .seconds(min(60, 1 << min(max(tries, 1) - 1, 6)))
  }
}
