public import MailDiagnosis
internal import MailDialogue
public import MailMessage
internal import MailSettings

/// Why no connection was made.
public struct FailedConnection: Error {
  /// The report of the attempt, with the stages up to the sign-in.
  public let report: DeliveryReport
}

/// A connection over which mails are sent one after the other, each with its own report.
///
/// It belongs to one thread, which it blocks. Reports are certain: `failed` means that nobody has
/// got the mail, `unknown` that the connection was lost after the final dot.
public final class MailConnection {
  /// The report of connecting: its stages and dialogue up to the sign-in.
  public let opening: DeliveryReport
  /// How much the server accepts in one session.
  let limits: SessionLimits

  private let client: MailClient
  private let way: MailWay
  private let cancellation: Cancellation

  init(
    _ client: MailClient, _ cancellation: Cancellation, _ hear: ((TranscriptLine) -> Void)?,
    _ observe: @escaping (StageResult) -> Void
  ) throws(FailedConnection) {
    (self.client, self.cancellation) = (client, cancellation)
    way = MailWay(client, hear)
    let progress = StageProgress(way.stages.filter { !$0.isOfTheMail }, observe: observe)
    opening = try way.tryToOpen(progress, cancellation)
    limits = SessionLimits(capabilities: way.facts.capabilities)
  }

  /// Whether another process waits for a connection within the limit.
  var isWanted: Bool { way.isWanted }

  /// Whether another mail can be sent.
  public var isOpen: Bool { way.isOpen }

  /// Sends a mail; the report has its stages and its part of the dialogue.
  ///
  /// Where some of several recipients are refused, the others get the mail.
  public func send(
    _ mail: RenderedMail, envelope: Envelope, observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    let time = AttemptTime(client.timeout, cancellation: cancellation)
    return withoutActuallyEscaping(observe) { observe in
      let progress = StageProgress(way.stages.filter(\.isOfTheMail), observe: observe)
      let order = MailOrder(mail: mail, envelope: envelope, dryRun: false, isLast: false)
      return way.send(order, progress, time)
    }
  }

  /// Closes the session by QUIT; may be repeated.
  public func close() { way.close(Deadline(.seconds(2), cancellation: cancellation)) }
}

extension Stage {
  /// Whether each mail goes through this stage anew.
  fileprivate var isOfTheMail: Bool {
    switch self {
    case .sender, .recipient, .message: true
    case .token, .incoming, .resolve, .connect, .greeting, .encryption, .certificate,
      .authentication:
      false
    }
  }
}
