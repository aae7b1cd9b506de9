import Glibc
import MailDiagnosis
import MailDialogue
import MailMessage
import MailQueue
import MailSettings
import Submission
import SubmissionListener
import SettingsStore

/// What a program that hands a mail in by SMTP is told of it.
extension SMTPReply {
  static let noMessage = SMTPReply(451, "4.3.0", lines: ["The message is gone"])

  /// Where the queue has kept it, its name there.
  init(_ sent: SentMail) {
    if let kept = sent.kept {
      self = .queued(kept.id)
    } else if let fault = sent.fault, sent.report?.outcome != .delivered {
      self = .notKept(fault)
    } else {
      self = sent.report.map { SMTPReply($0) } ?? SMTPReply(451, "4.3.0", lines: ["not sent"])
    }
  }

  /// The server's own words, where it has said any.
  init(_ report: DeliveryReport) {
    let refused = report.recipients.filter { $0.outcome == .failed }
    let answer = report.recipients.first { $0.outcome == .delivered }?.reply
    switch report.outcome {
    case .delivered, .accepted:
      let names = refused.map(\.address.text).joined(separator: ", ")
      let more = refused.isEmpty ? [] : ["Not sent to \(names)"]
      self = answer.map { SMTPReply($0, more) } ?? SMTPReply(250, "2.0.0", lines: ["sent"] + more)
    case .unknown:
      self.init(
        451, "4.4.2", lines: ["The connection was lost behind the last dot: it may have been sent"])
    case .failed, .cancelled:
      self = report.diagnosis.map { SMTPReply($0) } ?? SMTPReply(451, "4.3.0", lines: ["not sent"])
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
      self.init(code, enhanced, lines: ["\(diagnosis.cause) [\(diagnosis.id)]"])
    } else {
      let said = diagnosis.reply.map { ["The server said: \($0.raw)"] } ?? []
      self.init(451, "4.4.0", lines: ["\(diagnosis.cause) [\(diagnosis.id)]"] + said)
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

/// What the relay itself says.
extension SMTPReply {
  static let stopping = SMTPReply(421, "4.3.2", lines: ["The relay is being stopped"])
  static let busy = SMTPReply(451, "4.3.2", lines: ["Too many mails wait for the server"])

  /// The mail is on disk, and is tried again.
  static func queued(_ id: QueueID) -> SMTPReply {
    SMTPReply(250, "2.0.0", lines: ["queued as \(id)"])
  }

  /// The mail could neither be passed on nor kept.
  static func notKept(_ error: QueueError) -> SMTPReply {
    switch error {
    case .system(_, _, ENOSPC), .system(_, _, EDQUOT):
      SMTPReply(452, "4.3.1", lines: ["No room to keep the mail: \(error.sentence)"])
    default: SMTPReply(451, "4.3.0", lines: ["The mail cannot be kept: \(error.sentence)"])
    }
  }

  static func notAllowed(_ peer: SubmissionPeer) -> SMTPReply {
    let user = peer.userID.map { "User \(UserDatabase.name($0) ?? "\($0)")" } ?? "This client"
    return SMTPReply(550, "5.7.1", lines: ["\(user) may not send here, as the set-up says"])
  }

  /// In one line, for people.
  var shown: String {
    ([String(code), enhanced].compactMap(\.self) + lines).joined(separator: " ")
  }
}
