import Forms
import MailDiagnosis
import MailQueue
import MailSettings
import OutgoingMail
import SettingsStore
import SystemAccess

enum QueueWords {
  static let isEmpty = "Mail queue is empty"

  /// The name of a message without a path, for an error.
  static let theMessage = "the message"

  static func paused(_ diagnosis: QueuedDiagnosis) -> String {
    "\(diagnosis.cause) [\(diagnosis.id)]"
  }

  /// What became of a mail.
  static func ended(_ event: QueueEvent) -> String {
    let to = event.envelope.recipients.map(\.text).joined(separator: ", ")
    switch event.end {
    case .delivered: return "\(event.id): delivered to \(to)"
    case .waits(let until):
      let why = event.report?.diagnosis.map { ": \($0.cause) [\($0.id)]" } ?? ""
      return "\(event.id): waits until \(Moment(seconds: until).clock)\(why)"
    case .failed:
      let told = event.notification == nil ? "nobody is told" : "the sender is told"
      return "\(event.id): given up for \(to); \(told)"
    }
  }
}

extension QueuedMail {
  /// One line on the mail, and on why it is in the queue.
  var line: String {
    let to =
      recipients.count > 2
      ? "\(recipients[0]) and \(recipients.count - 1) more" : recipients.joined(separator: ", ")
    let parts = [
      id.text, since.textForPeople, "\(sender.isEmpty ? "<>" : sender) → \(to)",
      subject.isEmpty ? "" : "“\(subject.printable(limit: 40))”", state + why,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// How often it was tried, and when it is tried next.
  var state: String {
    let times = tries == 1 ? "once" : "\(tries) times"
    guard let nextTry else { return tries == 0 ? "given up" : "given up, tried \(times)" }
    let next = nextTry.seconds <= Moment.now().seconds ? "due now" : "next try \(nextTry.clock)"
    return tries == 0 ? "not tried yet, \(next)" : "tried \(times), \(next)"
  }

  private var why: String {
    let doubt = mayHaveArrived ? " It may have arrived all the same." : ""
    return lastDiagnosis.map { ": \($0.cause)\(doubt) [\($0.id)]" } ?? ""
  }

  /// The mail's properties beside the message, a line each.
  var details: [String] {
    var lines = [
      "Name:         \(id)", "Handed in:    \(since.textForPeople)",
      "Sender:       \(sender.isEmpty ? "<>" : sender)",
    ]
    if let user { lines.append("User:         \(UserDatabase.name(user) ?? String(user))") }
    lines += recipients.map { "For:          \($0)" }
    lines.append("State:        \(state)")
    if let diagnosis = lastDiagnosis {
      lines.append("Why:          \(diagnosis.cause) [\(diagnosis.id)]")
      lines += diagnosis.advice.map { "              • \($0)" }
      if let reply = diagnosis.reply { lines.append("Server said:  \(reply.raw)") }
    }
    if mayHaveArrived { lines.append("It may have arrived all the same.") }
    return lines + [""]
  }
}

extension Failure {
  /// The set-up cannot send; its mails wait until it can.
  ///
  /// - Parameter home: `--home` for a suggested command, as it was given.
  static func kept(_ fault: SetUpFault, _ home: String) -> Self {
    Self(.temporary, "\(Failure(fault, home).message)\nThe mails are kept until that is mended.")
  }
}
