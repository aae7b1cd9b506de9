public import MailDiagnosis
public import MailMessage
public import MailSettings
public import MailTransport
internal import SystemAccess

/// What became of a mail that was kept after a try.
public struct KeptMail: Equatable, Sendable {
  /// Its id.
  public let id: QueueID
  /// For whom it waits.
  public let waiting: [MailAddress]
  /// The recipients refused for good: the sender is told of them by a notification.
  public let refused: [MailAddress]
  /// Why it waits.
  public let diagnosis: QueuedDiagnosis?
}

/// Keeping mails that could not be sent when they came.
extension MailQueue {
  /// Keeps a mail for the recipients whom it did not reach, but may reach later; once this returns,
  /// it is on disk.
  ///
  /// Where others were refused for good at the same time, a copy for them goes to `failed/`, and
  /// the sender is told. Where any other mail would fail as well, a pause begins for all.
  ///
  /// - Parameters:
  ///   - report: of the try; nil where there was none, because of a pause or broken settings.
  ///   - reason: why it was not tried; nil for the diagnosis of the pause.
  ///   - mark: identifies the settings; different after each change.
  /// - Returns: nil where no recipient waits for it, so that nothing was kept.
  public func keep(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, after report: DeliveryReport?,
    _ identity: QueueIdentity, mark: String, because reason: QueuedDiagnosis? = nil
  ) throws(QueueError) -> KeptMail? {
    guard let report else {
      let reason = reason ?? pause(mark: mark)?.diagnosis
      var state = MailState(recipients: envelope.recipients.map(\.text))
      (state.waitsForTheWay, state.diagnosis) = (true, reason)
      let id = try add(mail, envelope, origin, state)
      return KeptMail(id: id, waiting: envelope.recipients, refused: [], diagnosis: reason)
    }
    let verdict = DeliveryVerdict(report, recipients: envelope.recipients)
    guard !verdict.waiting.isEmpty else { return nil }
    let left = envelope.with(recipients: verdict.waiting)
    let pause = try pause(after: verdict, mark: mark)
    let state = MailState(recipients: left.recipients.map(\.text)).tried(
      verdict, now: now, pause: pause)
    let id = try add(mail, left, origin, state)
    if !verdict.refused.isEmpty {
      _ = try? tell(mail, envelope, origin, about: verdict, identity)
    }
    return KeptMail(
      id: id, waiting: verdict.waiting, refused: verdict.refused.map(\.address),
      diagnosis: verdict.diagnosis)
  }

  /// Tells a mail's sender which recipients were refused for good, while others got it; it is kept
  /// for the refused ones in `failed/`.
  ///
  /// - Returns: its id there; nil where none was refused.
  @discardableResult
  public func tell(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, about report: DeliveryReport,
    _ identity: QueueIdentity
  ) throws(QueueError) -> QueueID? {
    let verdict = DeliveryVerdict(report, recipients: envelope.recipients)
    return try tell(mail, envelope, origin, about: verdict, identity)
  }

  private func tell(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin,
    about verdict: DeliveryVerdict, _ identity: QueueIdentity
  ) throws(QueueError) -> QueueID? {
    let refused = verdict.refused
    guard !refused.isEmpty else { return nil }
    let share = envelope.with(recipients: refused.map(\.address))
    let id = try add(mail, share, origin, nil, isFailed: true)
    guard let folders = try folders(), let place = folders.failed,
      let file = try place.mails.openFile(id.text)
    else { return id }
    let kept = try QueuedFile(id, file, in: place)
    let failed = FailedMail(
      id: id, record: kept.record, content: kept.content,
      failures: refused.map { ($0.address, $0.diagnosis) }, isGivenUp: false, tries: 1,
      lastTry: now, mayHaveArrived: false)
    _ = try fail(failed, nil, isLast: false, in: folders, identity)
    return id
  }

  /// The notification of the recipients refused for good, where no queue keeps the mail; nil where
  /// none was refused, or nobody is to be told.
  public func notification(
    of mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, about report: DeliveryReport,
    _ identity: QueueIdentity
  ) -> (mail: RenderedMail, envelope: Envelope)? {
    let failures = report.recipients.filter { $0.outcome == .failed }.map { result in
      let diagnosis = result.diagnosis ?? report.diagnosis
      return (result.address, diagnosis.map { QueuedDiagnosis($0, reply: result.reply) })
    }
    guard !failures.isEmpty, let record = try? record(mail, envelope, origin, path: folder) else {
      return nil
    }
    let failed = FailedMail(
      id: QueueID(milliseconds: now * 1_000), isKept: false, record: record, content: mail.content,
      failures: failures.map { (address: $0.0, diagnosis: $0.1) }, isGivenUp: false, tries: 1,
      lastTry: now, mayHaveArrived: false)
    return failed.notification(identity, now: now)
  }

  /// Begins a pause where every mail would fare like this one, and ends it where the server can be
  /// reached.
  func pause(
    after verdict: DeliveryVerdict, mark: String
  ) throws(QueueError) -> QueuePause? {
    switch verdict.way {
    case .interrupted: return nil
    case .open:
      endPause()
      return nil
    case .blocked(let isOfTheSetUp):
      guard let folders = try folders(creating: true) else { return nil }
      let pause = QueuePause.after(
        verdict.diagnosis, isOfTheSetUp: isOfTheSetUp, mark: mark, last: folders.pause,
        now: now)
      try folders.waiting.write(pause, as: QueueFolders.pauseName)
      return pause
    }
  }
}

extension MailState {
  /// The state after a try that failed for its recipients.
  func tried(_ verdict: DeliveryVerdict, now: Int, pause: QueuePause?) -> MailState {
    var state = self
    state.recipients = verdict.waiting.map(\.text)
    state.tries += 1
    state.lastTry = now
    state.waitsForTheWay = pause != nil
    state.nextTry = pause?.until ?? now + QueueSchedule.pause(after: state.tries)
    state.mayHaveArrived = mayHaveArrived || verdict.mayHaveArrived
    state.diagnosis = verdict.diagnosis
    return state
  }
}
