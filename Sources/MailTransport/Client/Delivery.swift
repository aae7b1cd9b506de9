internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings
internal import SystemAccess

/// One attempt to send one mail over its own connection, from the look-up to the report.
struct Delivery {
  private let envelope: Envelope
  private let way: MailWay
  private let progress: StageProgress
  private let timeout: Duration
  private let cancellation: Cancellation

  init(
    _ client: MailClient, _ envelope: Envelope, _ cancellation: Cancellation,
    _ hear: ((TranscriptLine) -> Void)?, _ observe: @escaping (StageResult) -> Void
  ) {
    self.envelope = envelope
    way = MailWay(client, hear)
    progress = StageProgress(way.stages, observe: observe)
    (timeout, self.cancellation) = (client.timeout, cancellation)
  }

  /// Runs the attempt. A mail that cannot be encoded fails before anything is sent.
  func run(
    dryRun: Bool, pipelining: Bool = true, rendering: () throws(UnencodableText) -> RenderedMail
  ) -> DeliveryReport {
    defer { way.close() }
    var time = AttemptTime(timeout, cancellation: cancellation)
    do throws(ConnectionFailure) {
      try way.takeSlot(progress, cancellation)
      time = AttemptTime(timeout, cancellation: cancellation)
      try way.prepare(progress, time.deadline)
      let order = MailOrder(
        mail: try render(rendering), envelope: envelope, dryRun: dryRun, isLast: true,
        pipelining: pipelining)
      try way.open(progress, time.deadline)
      return way.send(order, progress, time)
    } catch {
      return way.report(error, envelope, progress, time)
    }
  }

  private func render(
    _ rendering: () throws(UnencodableText) -> RenderedMail
  ) throws(ConnectionFailure) -> RenderedMail {
    do throws(UnencodableText) {
      return try rendering()
    } catch {
      throw way.failure(.unencodable(error.characters.map { String($0).printable() }))
    }
  }
}
