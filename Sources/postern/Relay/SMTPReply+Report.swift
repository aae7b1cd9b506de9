import MailDiagnosis
import MailDialogue
import MailMessage
import MailQueue
import MailSettings
import Submission

/// The replies to a program that hands a mail in by SMTP.
extension SMTPReply {
  /// The reply to a mail; with its id where the queue has kept it.
  init(_ sent: SentMail) {
    if let kept = sent.kept {
      self = .queued(kept.id)
    } else if let fault = sent.fault, sent.report?.outcome != .delivered {
      self = .notKept(fault)
    } else {
      self = sent.report.map { SMTPReply($0) } ?? .notSent
    }
  }

  /// The reply to a mail by its report, in the server's own words where there are some.
  init(_ report: DeliveryReport) {
    let refused = report.recipients.filter { $0.outcome == .failed }
    let answer = report.recipients.first { $0.outcome == .delivered }?.reply
    switch report.outcome {
    case .delivered, .accepted:
      let more = Self.notSent(to: refused.map(\.address))
      self = answer.map { SMTPReply($0, more) } ?? .sent(more)
    case .unknown: self = .inDoubt
    case .failed, .cancelled: self = report.diagnosis.map { SMTPReply($0) } ?? .notSent
    }
  }

  init(_ reply: Reply, _ more: [String] = []) {
    self.init(reply.code, reply.enhanced?.description, lines: reply.lines + more)
  }

  /// A refusal of the mail itself keeps its code. A failure on the way to the server is temporary
  /// for the program, which did nothing wrong.
  private init(_ diagnosis: Diagnosis) {
    if let reply = diagnosis.reply, reply.code >= 400, diagnosis.stage.isOfTheMail {
      self.init(reply)
    } else if let (code, enhanced) = diagnosis.finding.replyOfOurs {
      self.init(code, enhanced, lines: [Self.words(diagnosis)])
    } else {
      self.init(451, "4.4.0", lines: [Self.words(diagnosis)] + Self.serverSaid(diagnosis))
    }
  }

  /// The reply for a message or a machine with a fault.
  init(_ failure: Failure) {
    let lines = failure.message.split(separator: "\n").map(String.init)
    let isOfTheMail = failure.status == .data || failure.status == .usage
    self.init(isOfTheMail ? 554 : 451, isOfTheMail ? "5.6.0" : "4.3.0", lines: lines)
  }
}

extension Finding {
  /// The code for a mail that the server cannot accept, as found before it was sent; nil for any
  /// other finding.
  fileprivate var replyOfOurs: (code: Int, enhanced: String)? { Self.found[self] }

  private static let found: [Finding: (code: Int, enhanced: String)] = [
    .dataTooLarge: (552, "5.3.4"), .senderSMTPUTF8: (553, "5.6.7"),
    .messageEncoding: (554, "5.6.0"),
  ]
}

extension RecipientList.Fault {
  /// - Parameter home: `--home` for a suggested command, as it was given.
  func reply(_ home: String) -> SMTPReply {
    switch self {
    case .notAnAddress: SMTPReply(553, "5.1.3", lines: [sentence(home)])
    case .alias: SMTPReply(550, "5.1.1", lines: [sentence(home)])
    }
  }
}

extension SMTPReply {
  /// The reply in one line, for people.
  var shown: String {
    ([String(code), enhanced].compactMap(\.self) + lines).joined(separator: " ")
  }
}
