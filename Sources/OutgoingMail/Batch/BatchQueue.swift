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
    /// The next mail has not been written to the mailbox file yet.
    case waitForInput
    case end
  }

  private struct State: ~Copyable {
    var file: MailboxFile
    var workers: Int
    var isRead = false
    var isGivenUp = false
    var fault: BatchFault?
    var waiting = WaitingJobs()
    /// Until when no worker connects, and how many times in a row the server was not reached.
    var pause = ContinuousClock.now
    var vain = 0
    var progress = BatchProgress()

    /// Whether nothing is left to begin.
    var isIdle: Bool { isRead && waiting.isEmpty }
  }

  /// How often in a row the server may be out of reach before the batch is given up: for about nine
  /// minutes.
  private static let mostVain = 14

  /// Where the mailbox file is read from.
  let input: Int32
  private let state: Mutex<State>

  init(_ file: consuming MailboxFile, workers: Int) {
    input = file.descriptor
    state = Mutex(State(file: file, workers: workers))
  }

  var fault: BatchFault? { state.withLock { $0.fault } }

  /// - Parameter isConnected: whether the worker has a session: it then sends even while others,
  ///   which have none, must not connect.
  func next(isConnected: Bool = false) -> Next {
    state.withLock { state in
      if state.fault != nil { return .end }
      if state.isGivenUp { return Self.leftOver(&state) }
      let now = ContinuousClock.now
      if !isConnected, !state.isIdle, state.pause > now { return .wait(until: state.pause) }
      if let job = state.waiting.takeDue(now) { return .job(job) }
      if !state.isRead, !state.waiting.isFull, let next = Self.read(&state) { return next }
      if let due = state.waiting.firstDue, state.fault == nil { return .wait(until: due) }
      // Where no mail waits, the worker ends: whoever is still sending one serves it to its end.
      state.workers -= 1
      return .end
    }
  }

  /// Nil at the end of the file.
  private static func read(_ state: inout State) -> Next? {
    do throws(MailboxFault) {
      let next = try state.file.next()
      state.progress.bytesRead = state.file.offset
      switch next {
      case .entry(let entry): return .entry(entry)
      case .notYet: return .waitForInput
      case .end: state.isRead = true
      }
    } catch { state.fault = .mailbox(error) }
    return nil
  }

  /// What is left is told of, and not sent.
  private static func leftOver(_ state: inout State) -> Next {
    if let job = state.waiting.takeAny() { return .abandoned(job) }
    guard !state.isRead else { return .end }
    switch read(&state) {
    case .entry(let entry): return .over(entry)
    case let next?: return next
    case nil: return .end
    }
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

  /// The server has deferred a mail, or ended the session at it.
  func again(_ job: BatchJob) {
    state.withLock { state in
      state.vain = 0
      state.waiting.append(job, due: .now + Self.pause(job.tries))
    }
  }

  /// The server allows no more connections: a worker ends, and leaves its mail to the others; false
  /// if it is the last one.
  func retire(_ job: BatchJob) -> Bool {
    state.withLock { state in
      guard state.workers > 1 else { return false }
      state.workers -= 1
      state.waiting.append(job, due: .now)
      return true
    }
  }

  /// The server was not reached: no worker connects for a while, and those that have a session go
  /// on. False if that was so too often.
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
      state.waiting.append(job, due: .now)
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
