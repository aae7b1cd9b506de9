internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings
internal import MailTransport

/// A mail of a batch on its way to the recipients who have not got it yet.
struct BatchJob: Sendable {
  /// What follows from an attempt.
  enum Step: Equatable {
    case done(Outcome)
    /// The server has deferred it, or ended the session at it.
    case again
    /// The server was not reached.
    case unreachable(Finding)
    /// Nothing more can be sent with this set-up, or the run was cancelled.
    case refused
  }

  /// How often a mail is tried that a server defers or ends the session at: for about three
  /// minutes.
  private static let mostTries = 9

  let index: Int
  let digest: UInt64
  let mail: RenderedMail
  private(set) var envelope: Envelope
  /// How often the server was asked to take it.
  private(set) var tries = 0
  private(set) var refused: [RecipientResult] = []
  /// The recipients for whom the server has accepted it, in an earlier run too.
  private(set) var reached: [MailAddress]
  private let begun = ContinuousClock.now

  /// - Parameter reached: those for whom the server has accepted it in an earlier run.
  init(
    _ entry: MailboxEntry, _ mail: RenderedMail, _ envelope: Envelope, reached: [MailAddress]
  ) {
    (index, digest) = (entry.index, entry.digest)
    (self.mail, self.envelope, self.reached) = (mail, envelope, reached)
  }

  var seconds: Double { (ContinuousClock.now - begun) / .seconds(1) }

  /// The server's reply to a recipient that it delivered to, else the one that the diagnosis has,
  /// else the one to the first recipient.
  func reply(_ report: DeliveryReport) -> Reply? {
    report.recipients.first { $0.outcome == .delivered }?.reply ?? report.diagnosis?.reply
      ?? report.recipients.first?.reply
  }

  mutating func take(_ report: DeliveryReport) -> Step {
    switch report.outcome {
    case .unknown: return .done(.unknown)
    case .cancelled: return .refused
    case .delivered, .accepted: return takeDelivered(report)
    case .failed: return takeFailed(report)
    }
  }

  private mutating func takeDelivered(_ report: DeliveryReport) -> Step {
    reached += report.recipients.filter { $0.outcome == .delivered }.map(\.address)
    return judge(report)
  }

  private mutating func takeFailed(_ report: DeliveryReport) -> Step {
    guard let diagnosis = report.diagnosis else { return .refused }
    let isOfTheMail = [.sender, .recipient, .message].contains(diagnosis.stage)
    if isOfTheMail { return diagnosis.isLoss ? judgeLoss() : judge(report) }
    return diagnosis.isTemporary || diagnosis.isOfReaching
      ? .unreachable(diagnosis.finding) : .refused
  }

  /// One mail at which each session ends must not keep the others waiting.
  private mutating func judgeLoss() -> Step {
    tries += 1
    return tries < Self.mostTries ? .again : .done(.failed)
  }

  /// Those who were deferred are tried again; the others are done.
  private mutating func judge(_ report: DeliveryReport) -> Step {
    tries += 1
    let missing = report.recipients.filter { $0.outcome != .delivered }
    // Who may have got it is never sent it again.
    let deferred = missing.filter { result in
      result.outcome != .unknown && (result.reply.map { $0.code < 500 } ?? true)
    }
    refused += missing.filter { result in !deferred.contains { $0.address == result.address } }
    if deferred.isEmpty || tries >= Self.mostTries {
      refused += deferred
      return .done(reached.isEmpty ? .failed : .delivered)
    }
    envelope = envelope.with(recipients: deferred.map(\.address))
    return .again
  }
}

extension Diagnosis {
  /// Whether the connection was lost, or ended by the server, which says nothing of the mail.
  var isLoss: Bool { reply == nil || reply?.code == 421 }

  /// Whether the server was not reached, or lost before it took the mail.
  package var isOfReaching: Bool {
    let reaching: [Finding] = [
      .resolveNotFound, .resolveInternational, .connectRefused, .connectTimeout, .greetingSilent,
      .greetingClosed, .helloClosed, .helloSilent, .dataConnectionLost, .systemLimit,
    ]
    return reaching.contains(finding)
  }
}

extension MailboxEntry {
  /// The Message-ID as the mail has it; nil where it has none, or cannot be read.
  var messageID: String? {
    (try? message())?.header.messageID
  }
}
