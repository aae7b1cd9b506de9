import MailDiagnosis
import MailDialogue
import MailMessage
import MailQueue
import MailSettings
import Submission

/// What a program that hands a mail in by SMTP is told of it.
extension SMTPReply {
  /// Where the queue has kept it, its name there.
  init(_ sent: SentMail) {
    if let kept = sent.kept {
      self = .queued(kept.id)
    } else if let fault = sent.fault, sent.report?.outcome != .delivered {
      self = .notKept(fault)
    } else {
      self = sent.report.map { SMTPReply($0) } ?? .notSent
    }
  }

  /// The server's own words, where it has said any.
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

  /// A refusal of the mail itself keeps its code; of the way there it is temporary to a program,
  /// which has done nothing wrong.
  private init(_ diagnosis: Diagnosis) {
    if let reply = diagnosis.reply, reply.code >= 400, diagnosis.stage.isOfTheMail {
      self.init(reply)
    } else if let (code, enhanced) = diagnosis.finding.replyOfOurs {
      self.init(code, enhanced, lines: [Self.words(diagnosis)])
    } else {
      self.init(451, "4.4.0", lines: [Self.words(diagnosis)] + Self.serverSaid(diagnosis))
    }
  }

  /// What is wrong with the message or with this machine.
  init(_ failure: Failure) {
    let lines = failure.message.split(separator: "\n").map(String.init)
    let isOfTheMail = failure.status == .data || failure.status == .usage
    self.init(isOfTheMail ? 554 : 451, isOfTheMail ? "5.6.0" : "4.3.0", lines: lines)
  }
}

extension Finding {
  /// The reply to a mail that its server cannot take, which is found before anything was said of
  /// it; nil for everything else.
  fileprivate var replyOfOurs: (code: Int, enhanced: String)? { Self.found[self] }

  private static let found: [Finding: (code: Int, enhanced: String)] = [
    .dataTooLarge: (552, "5.3.4"), .senderSMTPUTF8: (553, "5.6.7"),
    .messageEncoding: (554, "5.6.0"),
  ]
}

extension RecipientList.Fault {
  var reply: SMTPReply {
    switch self {
    case .notAnAddress: SMTPReply(553, "5.1.3", lines: [sentence])
    case .alias: SMTPReply(550, "5.1.1", lines: [sentence])
    }
  }
}

extension SMTPReply {
  /// In one line, for people.
  var shown: String {
    ([String(code), enhanced].compactMap(\.self) + lines).joined(separator: " ")
  }
}
