public import MailDiagnosis
public import MailMessage
public import MailSettings
public import MailTransport
internal import SystemAccess

/// Which mails a run tries.
public enum QueueSelection: Equatable, Sendable {
  /// Those whose time has come; none during a pause.
  case due
  /// Every one.
  case all
  /// This one.
  case one(QueueID)
}

/// What a run sends with.
public struct QueueWay {
  /// Sends the mails, over one connection where possible; closed by whoever has made it.
  public let sender: MailSender
  /// In whose name senders are told of failures.
  public let identity: QueueIdentity
  /// How long a mail waits before it is given up.
  public let giveUpAfter: WaitingTime
  /// Identifies the settings; different after each change.
  public let mark: String

  /// A way.
  public init(
    _ sender: MailSender, _ identity: QueueIdentity, giveUpAfter: WaitingTime, mark: String
  ) {
    (self.sender, self.identity) = (sender, identity)
    (self.giveUpAfter, self.mark) = (giveUpAfter, mark)
  }
}

/// What became of one mail in a run.
public struct QueueEvent: Sendable {
  /// What came of it; `until` is in seconds since 1970.
  public enum End: Equatable, Sendable {
    case delivered
    case waits(until: Int)
    case failed
  }

  /// Its id.
  public let id: QueueID
  /// Its Message-ID, where it has one.
  public let messageID: String?
  /// The sender and recipients of this try.
  public let envelope: Envelope
  /// What came of it: `waits` where anybody still waits for it.
  public let end: End
  /// The report of the try; nil where it was given up without one.
  public let report: DeliveryReport?
  /// How long the try took.
  public let seconds: Double
  /// The id of the notification of its failure, which waits to be sent; nil for none.
  public let notification: QueueID?
}

/// How a run has ended.
public struct QueueRunResult: Equatable, Sendable {
  /// Mails that have reached all recipients for whom they waited.
  public var delivered = 0
  /// Mails that were tried and still wait.
  public var deferred = 0
  /// Mails that have moved to `failed/`.
  public var failed = 0
  /// Mails that another process was sending.
  public var locked = 0
  /// Why some files could not be read; they stay.
  public var unreadable: [QueueError] = []
  /// How many wait now, unreadable ones included.
  public var waiting = 0
  /// When the next one is due, in seconds since 1970; nil where none waits.
  public var nextDue: Int?
  /// Why no further mail was tried; nil where all were.
  public var pause: QueuePause?
}

extension MailQueue {
  /// Tries mails one after the other; blocks the calling thread.
  ///
  /// Once a try shows that every mail would fail, the others are not tried, but wait with this one.
  /// Throws where the folder fails; mails are neither lost nor sent twice by that.
  ///
  /// - Parameter observe: told of each mail as it ends.
  public func run(
    _ selection: QueueSelection, by way: QueueWay, cancellation: Cancellation = Cancellation(),
    observe: (QueueEvent) -> Void = { _ in }
  ) throws(QueueError) -> QueueRunResult {
    guard let folders = try folders() else { return QueueRunResult() }
    try? folders.waiting.clearUp()
    try? folders.failed?.clearUp()
    if case .one(let id) = selection, try folders.waiting.mails.status(of: id.text) == nil {
      throw .noSuchMail(id.text)
    }
    var run = QueueRun(self, folders, selection, way)
    try run.run(cancellation, observe)
    return try run.finished()
  }
}

/// One run over the mails of a queue.
private struct QueueRun {
  private let queue: MailQueue
  private let folders: QueueFolders
  private let selection: QueueSelection
  private let way: QueueWay
  /// The pause because of which this run tries no further mail; nil while there is none.
  private var pause: QueuePause?
  private var result = QueueRunResult()
  private var ids: [QueueID] = []

  init(
    _ queue: MailQueue, _ folders: QueueFolders, _ selection: QueueSelection, _ way: QueueWay
  ) {
    (self.queue, self.folders, self.selection, self.way) = (queue, folders, selection, way)
    let last = folders.pause.flatMap {
      $0.counts(mark: way.mark, now: queue.now) ? $0 : nil
    }
    pause = selection == .due ? last : nil
  }

  mutating func run(
    _ cancellation: Cancellation, _ observe: (QueueEvent) -> Void
  ) throws(QueueError) {
    ids = if case .one(let id) = selection { [id] } else { try folders.waiting.names().mails }
    var next = 0
    while next < ids.count, !cancellation.isCancelled {
      let id = ids[next]
      next += 1
      guard let file = try take(id), let envelope = file.envelope else { continue }
      if pause != nil {
        if let event = try giveUp(file, envelope, by: nil) { observe(event) }
      } else if let event = try attempt(file, envelope) {
        observe(event)
      }
    }
  }

  /// The mail, locked; nil unless it is due or its waiting time is over.
  private mutating func take(_ id: QueueID) throws(QueueError) -> QueuedFile? {
    let mails = folders.waiting.mails
    do throws(QueueError) {
      guard let open = try mails.openLocked(id.text) else {
        result.locked += try mails.status(of: id.text) == nil ? 0 : 1
        return nil
      }
      let file = try QueuedFile(id, open, in: folders.waiting)
      let isDue = selection != .due || file.due(nil) <= queue.now
      return isDue || isOver(file) ? file : nil
    } catch {
      result.unreadable.append(error)
      return nil
    }
  }

  private func isOver(_ file: QueuedFile) -> Bool {
    let since = file.state.revived ?? file.record.arrived
    return queue.now - since >= way.giveUpAfter.seconds
  }

  mutating func finished() throws(QueueError) -> QueueRunResult {
    let list = try queue.list()
    result.waiting = try queue.count()
    result.nextDue = list.waiting.compactMap(\.nextTry?.seconds).min()
    result.pause = pause
    return result
  }
}

/// Trying one mail.
extension QueueRun {
  private mutating func attempt(
    _ file: QueuedFile, _ envelope: Envelope
  ) throws(QueueError) -> QueueEvent? {
    let begun = ContinuousClock.now
    let report = way.sender.send(file.mail, envelope: envelope)
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    let verdict = DeliveryVerdict(report, recipients: envelope.recipients)
    if verdict.way == .interrupted { return nil }
    pause = try queue.pause(after: verdict, mark: way.mark)
    if verdict.waiting.isEmpty && verdict.refused.isEmpty {
      try folders.waiting.mails.delete(file.id.text)
      folders.waiting.deleteDocument(file.id.text)
      result.delivered += 1
      return event(file, envelope, .delivered, report, seconds, nil)
    }
    return try settle(file, envelope, verdict, report, seconds)
  }

  private mutating func settle(
    _ file: QueuedFile, _ envelope: Envelope, _ verdict: DeliveryVerdict, _ report: DeliveryReport,
    _ seconds: Double
  ) throws(QueueError) -> QueueEvent {
    let state = file.state.tried(verdict, now: queue.now, pause: pause)
    let isGivenUp = !verdict.waiting.isEmpty && isOver(file)
    var failures = verdict.refused.map { ($0.address, Optional($0.diagnosis)) }
    if isGivenUp { failures += verdict.waiting.map { ($0, state.diagnosis) } }
    let isLast = isGivenUp || verdict.waiting.isEmpty
    if !isLast { try folders.waiting.write(state, as: file.id.text) }
    var told: QueueID?
    if !failures.isEmpty {
      told = try fail(file, failures, state, isGivenUp: isGivenUp, isLast: isLast)
    }
    if isLast { result.failed += 1 } else { result.deferred += 1 }
    return event(
      file, envelope, isLast ? .failed : .waits(until: state.nextTry), report, seconds, told)
  }

  /// Gives up a mail whose waiting time is over; during a pause, nothing else is done.
  private mutating func giveUp(
    _ file: QueuedFile, _ envelope: Envelope, by report: DeliveryReport?
  ) throws(QueueError) -> QueueEvent? {
    guard isOver(file) else { return nil }
    let diagnosis = file.state.diagnosis ?? pause?.diagnosis
    let told = try fail(
      file, envelope.recipients.map { ($0, diagnosis) }, file.state, isGivenUp: true, isLast: true)
    result.failed += 1
    return event(file, envelope, .failed, report, 0, told)
  }

  private mutating func fail(
    _ file: QueuedFile, _ failures: [(MailAddress, QueuedDiagnosis?)], _ state: MailState,
    isGivenUp: Bool, isLast: Bool
  ) throws(QueueError) -> QueueID? {
    let failed = FailedMail(
      id: file.id, record: file.record, content: file.content,
      failures: failures.map { (address: $0.0, diagnosis: $0.1) }, isGivenUp: isGivenUp,
      tries: state.tries, lastTry: state.lastTry, mayHaveArrived: state.mayHaveArrived)
    let told = try queue.fail(failed, file, isLast: isLast, in: folders, way.identity)
    // It is sent in the same run, over the same connection.
    if let told { ids.append(told) }
    return told
  }

  private func event(
    _ file: QueuedFile, _ envelope: Envelope, _ end: QueueEvent.End, _ report: DeliveryReport?,
    _ seconds: Double, _ notification: QueueID?
  ) -> QueueEvent {
    QueueEvent(
      id: file.id, messageID: file.record.messageID, envelope: envelope, end: end, report: report,
      seconds: seconds, notification: notification)
  }
}
