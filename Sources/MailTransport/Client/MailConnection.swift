public import MailDiagnosis
internal import MailDialogue
public import MailMessage
internal import MailSettings

/// Why no connection came about.
public struct FailedConnection: Error {
  /// With the stages of connecting alone.
  public let report: DeliveryReport
}

/// A connection on which mails are sent one after the other, each with a report of its own.
///
/// It belongs to one thread, which it blocks. What a report says is known for sure: `failed` means
/// that nobody has got the mail, `unknown` that the connection ended behind the final dot.
public final class MailConnection {
  /// How it was made: the stages until somebody was signed in, and what was said until then.
  public let opening: DeliveryReport
  /// How much the server takes in one session.
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

  /// Whether others wait for one of the connections that the limit allows.
  var isWanted: Bool { way.isWanted }

  /// Whether another mail can be sent.
  public var isOpen: Bool { way.isOpen }

  /// Sends a mail; the report has the stages of the mail, and what was said for it.
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

  /// Takes leave of the server; harmless when repeated.
  public func close() { way.close(Deadline(.seconds(2), cancellation: cancellation)) }
}

extension Stage {
  /// Whether each mail has it anew.
  fileprivate var isOfTheMail: Bool {
    switch self {
    case .sender, .recipient, .message: true
    case .token, .incoming, .resolve, .connect, .greeting, .encryption, .certificate,
      .authentication:
      false
    }
  }
}
