import MailDiagnosis
import MailQueue
import MailSettings
import OutgoingMail

/// The document of `postern send --json`, schema 1.
struct SendDocument: JSONDocument {
  let schema = 1
  let outcome: String
  @OrNull var messageID: String?
  /// The mail's id in the queue; only where it waits.
  let queueID: String?
  let recipients: [RecipientDocument]
  private let diagnosis: Reason

  /// Why; null where all went well.
  private enum Reason: Encodable {
    case found(DiagnosisDocument)
    case kept(QueuedDiagnosis?)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .found(let diagnosis): try container.encode(diagnosis)
      case .kept(let diagnosis): try container.encode(diagnosis)
      }
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, outcome, recipients, diagnosis
    case messageID = "message-id"
    case queueID = "queue-id"
  }

  /// A mail that was not tried.
  ///
  /// - Parameters:
  ///   - messageID: its Message-ID; nil where it has none yet.
  ///   - recipients: whom it would have gone to, as far as they are known, as addresses or names.
  init(unsent failure: Failure, messageID: String?, recipients: [String]) {
    outcome = RecipientDocument.word(.failed)
    self.messageID = messageID
    queueID = nil
    self.recipients = recipients.map { RecipientDocument(unsent: $0) }
    diagnosis = .found(DiagnosisDocument(failure))
  }

  init(_ sent: SentMail) {
    let report = sent.report
    let end = report?.outcome ?? .failed
    outcome = sent.queueID == nil ? RecipientDocument.word(end) : RecipientDocument.queued
    messageID = sent.messageID
    queueID = sent.queueID
    let waiting = Set(sent.kept?.waiting.map(\.wire) ?? [])
    let results =
      report?.recipients ?? sent.kept?.waiting.map {
        RecipientResult(address: $0, outcome: .failed, reply: nil)
      } ?? []
    recipients = results.map {
      RecipientDocument(
        $0, isWaiting: waiting.contains($0.address.wire) || sent.kept == nil && sent.queueID != nil)
    }
    let refused = report?.recipients.lazy.compactMap(\.diagnosis).first
    let found = (report?.diagnosis ?? refused).map(DiagnosisDocument.init)
    diagnosis =
      (found ?? sent.fault.map { DiagnosisDocument($0) }).map(Reason.found)
      ?? .kept(sent.kept?.diagnosis)
  }
}

struct RecipientDocument: Encodable {
  static let queued = "queued"

  let address: String
  let outcome: String
  @OrNull var reply: ReplyDocument?

  init(_ result: RecipientResult) { self.init(result, isWaiting: false) }

  init(_ result: RecipientResult, isWaiting: Bool) {
    address = result.address.text
    outcome = isWaiting ? Self.queued : Self.word(result.outcome)
    reply = result.reply.map(ReplyDocument.init)
  }

  /// One whom nothing was sent to.
  init(unsent text: String) {
    (address, outcome) = (text, Self.word(.failed))
  }

  static func word(_ outcome: Outcome) -> String {
    (outcome == .cancelled ? .failed : outcome).rawValue
  }
}

extension DeliveryReport {
  /// The exit status of `postern send`: 67 where only some recipients were refused.
  ///
  /// A server that cannot be reached gives 75, so that callers keep the mail and try later.
  var sendStatus: ExitStatus {
    switch outcome {
    case .delivered, .accepted:
      if recipients.contains(where: { $0.outcome == .unknown }) { return .unavailable }
      return recipients.allSatisfy { $0.outcome == .delivered } ? .done : .noRecipient
    case .cancelled: return .interrupted
    case .unknown: return .unavailable
    case .failed:
      guard let diagnosis else { return .software }
      return diagnosis.isOfReaching ? .temporary : diagnosis.exitStatus
    }
  }
}
