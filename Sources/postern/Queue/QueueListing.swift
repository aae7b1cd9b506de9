import Forms
import MailDiagnosis
import MailQueue
import OutgoingMail
import SystemAccess

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
      if list.waiting.isEmpty && list.failed.isEmpty { Output.line(QueueWords.isEmpty) }
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
