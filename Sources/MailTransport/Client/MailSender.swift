public import MailDiagnosis
public import MailDialogue
public import MailMessage
internal import MailSettings

/// Sends mails one after the other, over one connection as long as the server keeps it open.
///
/// Where a server accepts only some of the recipients at once, the mail is sent again for the
/// others; where it has closed a session between two mails, a new one is opened. A sender belongs
/// to one thread, which it blocks. It holds one of the connections that the set-up's limit allows
/// until ``close()``; who has no mail for a while calls ``giveWay()``, so that others get their
/// turn.
public final class MailSender {
  private let client: MailClient
  private let cancellation: Cancellation
  private let hear: ((TranscriptLine) -> Void)?
  private var connection: MailConnection?
  /// The report of opening the present connection.
  private var opening: DeliveryReport?
  /// How many mails were sent over it.
  private var sent = 0
  /// Whether one of them was accepted.
  private var hasDelivered = false
  /// The domains of the recipients that it was asked for, where the server limits them.
  private var domains: Set<String> = []
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
    while let rest = rounds.next() {
      do throws(FailedConnection) {
        let (connection, part) = try open(for: rest, observe)
        let (isReused, isProven) = (sent > 0, hasDelivered)
        let report = connection.send(mail, envelope: part, observe: observe)
        note(report, part, connection.limits)
        drop(connection, ifOver: report)
        // The server had closed the session before it saw this mail.
        if isReused, report.isLostBeforeTheMail { continue }
        // The sign-in of a session that has carried mails may have expired: a new one signs in
        // anew.
        if isProven, report.isRefusedSignIn {
          close()
          continue
        }
        rounds.take(report, of: part)
      } catch {
        rounds.take(error.report, of: rest)
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
    (connection, sent, hasDelivered, domains) = (nil, 0, false, [])
  }

  /// A connection with room for some of the recipients, and those that it has room for.
  private func open(
    for rest: Envelope, _ observe: @escaping (StageResult) -> Void
  ) throws(FailedConnection) -> (MailConnection, Envelope) {
    var connection = try open(observe)
    var part = connection.limits.part(of: rest, behind: domains)
    if part.recipients.isEmpty {
      close()
      connection = try open(observe)
      part = connection.limits.part(of: rest, behind: [])
    }
    return (connection, part)
  }

  private func open(
    _ observe: @escaping (StageResult) -> Void
  ) throws(FailedConnection) -> MailConnection {
    if let connection { return connection }
    let made = try client.connect(cancellation: cancellation, hear: hear, observe: observe)
    (connection, opening, sent, nextLook) = (made, made.opening, 0, .now + Self.turn)
    return made
  }

  private func note(_ report: DeliveryReport, _ part: Envelope, _ limits: SessionLimits) {
    sent += 1
    if limits.domains != nil { domains.formUnion(part.recipients.map(\.asciiDomain)) }
    if report.outcome == .delivered { hasDelivered = true }
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
    isRefusedAtTheSender { $0 == nil || $0 == 421 }
  }

  /// Whether the server wants a sign-in where the mail begins: 530, 535 or 454 (RFC 4954 section
  /// 6).
  fileprivate var isRefusedSignIn: Bool {
    isRefusedAtTheSender { $0 == 530 || $0 == 535 || $0 == 454 }
  }

  private func isRefusedAtTheSender(_ fits: (Int?) -> Bool) -> Bool {
    guard outcome == .failed, let diagnosis, recipients.allSatisfy({ $0.outcome == .failed }) else {
      return false
    }
    return diagnosis.stage == .sender && fits(diagnosis.reply?.code)
  }
}
