import MailDiagnosis
import MailSettings
import OutgoingMail

/// The document of `postern send --json`, schema 1.
struct SendDocument: JSONDocument {
  let schema = 1
  let outcome: Outcome
  @OrNull var messageID: String?
  let recipients: [RecipientDocument]
  @OrNull var diagnosis: DiagnosisDocument?

  enum CodingKeys: String, CodingKey {
    case schema, outcome, recipients, diagnosis
    case messageID = "message-id"
  }

  init(_ report: DeliveryReport) {
    outcome = report.outcome == .cancelled ? .failed : report.outcome
    messageID = report.messageID
    recipients = report.recipients.map(RecipientDocument.init)
    let refused = report.recipients.lazy.compactMap(\.diagnosis).first
    diagnosis = (report.diagnosis ?? refused).map(DiagnosisDocument.init)
  }
}

struct RecipientDocument: Encodable {
  let address: String
  let outcome: Outcome
  @OrNull var reply: ReplyDocument?

  init(_ result: RecipientResult) {
    address = result.address.text
    outcome = result.outcome == .cancelled ? .failed : result.outcome
    reply = result.reply.map(ReplyDocument.init)
  }
}

extension DeliveryReport {
  /// The status with which `postern send` ends: 67 where only some recipients were refused.
  ///
  /// What cannot be reached now may be later: a caller that keeps mail does so by 75.
  var sendStatus: ExitStatus {
    switch outcome {
    case .delivered, .accepted:
      return recipients.allSatisfy { $0.outcome == .delivered } ? .done : .noRecipient
    case .cancelled: return .interrupted
    case .unknown: return .unavailable
    case .failed:
      guard let diagnosis else { return .software }
      return diagnosis.isOfReaching ? .temporary : diagnosis.exitStatus
    }
  }
}
