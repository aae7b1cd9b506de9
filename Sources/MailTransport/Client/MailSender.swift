public import MailDiagnosis
public import MailDialogue
public import MailMessage
internal import MailSettings

/// Sends mails one after the other, over one connection as long as the server keeps it open.
///
/// Where a server accepts only some of the recipients at once, the mail is sent again for the
/// others; where it has closed a session between two mails, a new one is opened. A sender belongs
/// to one thread, which it blocks. It holds one of the connections that the set-up's limit allows
/// until ``close()``; who has no mail for a while calls ``giveWay()``, so that others get their turn.
public final class MailSender {
  private let client: MailClient
  private let cancellation: Cancellation
  private let hear: ((TranscriptLine) -> Void)?
  private var connection: MailConnection?
  /// The report of opening the present connection.
  private var opening: DeliveryReport?
  /// How many mails were sent over it.
  private var sent = 0
  /// When it is looked next whether others wait for the connection.
  private var nextLook = ContinuousClock.now

  /// How long a connection is kept while other processes wait for one: connecting takes longer than
  /// a mail.
  private static let turn = Duration.milliseconds(250)
  /// How long it is kept from then on before it is looked again: the look costs half a mail.
  private static let afterTurn = Duration.milliseconds(25)

  /// Makes a sender, which connects at the first mail.
  ///
  /// - Parameter hear: told of each line of the dialogue as soon as it may be shown.
  public init(
    _ client: MailClient, cancellation: Cancellation = Cancellation(),
    hear: ((TranscriptLine) -> Void)? = nil
  ) {
    (self.client, self.cancellation, self.hear) = (client, cancellation, hear)
  }

  /// Sends a mail, and reports on each of its recipients.
  ///
  /// Where some of several recipients are refused, the others get the mail. Reports are certain: a
  /// recipient whose outcome is `failed` has not got it.
  public func send(
    _ mail: RenderedMail, envelope: Envelope, observe: @escaping (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    var rounds = MailRounds(envelope)
    while let part = rounds.next(atMost: connection?.limits.recipients) {
      let isReused = sent > 0
      do throws(FailedConnection) {
        let connection = try open(observe)
        let part = rounds.limited(part, to: connection.limits.recipients)
        let report = connection.send(mail, envelope: part, observe: observe)
        sent += 1
        drop(connection, ifOver: report)
        // The server had closed the session before it saw this mail.
        if isReused, report.isLostBeforeTheMail { continue }
        rounds.take(report, of: part)
      } catch {
        rounds.take(error.report, of: part)
      }
    }
    return rounds.report(opening)
  }

  /// Whether it has a session that the next mail goes over.
  public var isConnected: Bool { connection?.isOpen == true }

  /// Connects now, where there is no session; returns the report of a failure.
  public func connect() -> DeliveryReport? {
    do throws(FailedConnection) {
      _ = try open { _ in }
      return nil
    } catch { return error.report }
  }

  /// Closes the connection if another process waits for one; for callers without a mail to send.
  public func giveWay() {
    if connection?.isWanted == true { close() }
  }

  /// Closes the session by QUIT; may be repeated.
  public func close() {
    connection?.close()
    (connection, sent) = (nil, 0)
  }

  private func open(
    _ observe: @escaping (StageResult) -> Void
  ) throws(FailedConnection) -> MailConnection {
    if let connection { return connection }
    let made = try client.connect(cancellation: cancellation, hear: hear, observe: observe)
    (connection, opening, sent, nextLook) = (made, made.opening, 0, .now + Self.turn)
    return made
  }

  private func drop(_ connection: MailConnection, ifOver report: DeliveryReport) {
    if let limit = connection.limits.mails, sent >= limit { return close() }
    // Another process that waits for a connection gets its turn between two mails.
    if isTimeToLook, connection.isWanted { return close() }
    if !connection.isOpen { close() }
  }

  private var isTimeToLook: Bool {
    let now = ContinuousClock.now
    guard now > nextLook else { return false }
    nextLook = now + Self.afterTurn
    return true
  }
}

extension DeliveryReport {
  /// Whether the connection was lost before the server judged anything of the mail.
  fileprivate var isLostBeforeTheMail: Bool {
    guard outcome == .failed, let diagnosis, recipients.allSatisfy({ $0.outcome == .failed }) else {
      return false
    }
    return diagnosis.stage == .sender
      && (diagnosis.reply == nil || diagnosis.reply?.code == 421)
  }
}

/// One mail, sent in as many rounds as the server needs to accept all of its recipients.
private struct MailRounds {
  private let envelope: Envelope
  private var pending: [MailAddress]
  private var results: [String: RecipientResult] = [:]
  private var reports: [DeliveryReport] = []

  init(_ envelope: Envelope) {
    self.envelope = envelope
    pending = envelope.recipients
  }

  /// The envelope of the next round; nil once each recipient has a result.
  func next(atMost limit: Int?) -> Envelope? {
    guard !pending.isEmpty else { return nil }
    return envelope.with(recipients: Array(pending.prefix(limit ?? .max)))
  }

  func limited(_ part: Envelope, to limit: Int?) -> Envelope {
    guard let limit, part.recipients.count > limit else { return part }
    return part.with(recipients: Array(part.recipients.prefix(limit)))
  }

  mutating func take(_ report: DeliveryReport, of part: Envelope) {
    reports.append(report)
    var told = report.recipients
    if told.isEmpty {
      told = part.recipients.map {
        RecipientResult(address: $0, outcome: report.outcome, reply: report.diagnosis?.reply)
      }
    }
    let goesOn = report.outcome == .delivered
    for result in told where !(goesOn && result.waitsForAnotherRound) {
      results[result.address.wire] = result
    }
    pending.removeAll { results[$0.wire] != nil }
    guard !goesOn else { return }
    // Recipients that the server was not asked about share the result of the others.
    for address in pending {
      results[address.wire] = RecipientResult(
        address: address, outcome: report.outcome == .unknown ? .failed : report.outcome,
        reply: report.diagnosis?.reply)
    }
    pending = []
  }

  /// The last round's report with the results of all recipients; `delivered` where anybody got the
  /// mail.
  func report(_ opening: DeliveryReport?) -> DeliveryReport {
    let best =
      reports.first { $0.outcome == .delivered } ?? reports.first { $0.outcome == .unknown }
    var report = best ?? reports.last ?? DeliveryReport(outcome: .failed, stages: [])
    if let opening, report.stages.first?.stage == .sender {
      report.stages = opening.stages + report.stages
      report.transcript = opening.transcript + reports.flatMap(\.transcript)
      (report.tls, report.offers) = (opening.tls, opening.offers)
    }
    report.recipients = envelope.recipients.compactMap { results[$0.wire] }
    return report
  }
}

extension RecipientResult {
  /// Whether the recipient was refused only because the mail had too many of them.
  fileprivate var waitsForAnotherRound: Bool {
    outcome == .failed && reply?.isTooManyRecipients == true
  }
}
