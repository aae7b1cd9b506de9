import Forms
import MailDiagnosis
import MailQueue
import OutgoingMail
import SystemAccess
import SettingsStore

/// What `postern queue list` and `mailq` print.
struct QueueListing {
  private let queue: MailQueue

  init(home: String) { queue = MailQueue(folder: OutgoingMail.queueFolder(home: home)) }

  func print(json: Bool) throws {
    let list: QueueList
    do throws(QueueError) { list = try queue.list() } catch { throw Failure(error) }
    if json {
      try QueueDocument(list).print()
    } else {
      if list.waiting.isEmpty && list.failed.isEmpty { Output.line("Mail queue is empty") }
      for mail in list.waiting + list.failed { Output.line(Output.glyphs.adapt(mail.line)) }
    }
    for fault in list.unreadable { Output.message(fault.sentence.asSentence) }
  }
}

/// The document of `postern queue list --json`, schema 1.
private struct QueueDocument: JSONDocument {
  let schema = 1
  let waiting: [QueuedMailDocument]
  let failed: [QueuedMailDocument]
  let unreadable: [String]

  init(_ list: QueueList) {
    waiting = list.waiting.map(QueuedMailDocument.init)
    failed = list.failed.map(QueuedMailDocument.init)
    unreadable = list.unreadable.map(\.sentence.asSentence)
  }
}

private struct QueuedMailDocument: Encodable {
  let id: String
  let since: String
  @OrNull var nextTry: String?
  @OrNull var lastTry: String?
  let tries: Int
  let sender: String
  let recipients: [String]
  let subject: String
  @OrNull var messageID: String?
  let bytes: Int
  @OrNull var user: UInt32?
  let mayHaveArrived: Bool
  @OrNull var lastDiagnosis: QueuedDiagnosis?

  enum CodingKeys: String, CodingKey {
    case id, since, tries, sender, recipients, subject, bytes, user
    case nextTry = "next-try"
    case lastTry = "last-try"
    case messageID = "message-id"
    case mayHaveArrived = "may-have-arrived"
    case lastDiagnosis = "last-diagnosis"
  }

  init(_ mail: QueuedMail) {
    (id, since, tries) = (mail.id.text, mail.since.internetText, mail.tries)
    (sender, recipients) = (mail.sender, mail.recipients)
    (subject, bytes, mayHaveArrived) = (mail.subject, mail.bytes, mail.mayHaveArrived)
    nextTry = mail.nextTry?.internetText
    lastTry = mail.lastTry?.internetText
    messageID = mail.messageID
    user = mail.user
    lastDiagnosis = mail.lastDiagnosis
  }
}

extension QueuedMail {
  /// One line: what it is, and why it is still here.
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

  /// What is known of it beside the message, a line each.
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
