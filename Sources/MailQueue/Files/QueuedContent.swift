internal import MailMessage
internal import MailSettings
internal import MailTransport
internal import SystemAccess

/// A message in a file of the queue, read piece by piece.
struct QueuedContent: MessageContent {
  private static let length = 65_536

  let file: OpenFile<QueueError>
  let start: Int
  let size: Int
  let isEightBit: Bool

  func pieces() -> any MessagePieces { Pieces(content: self) }

  private struct Pieces: MessagePieces {
    let content: QueuedContent
    var offset = 0

    mutating func next() throws(UnreadableMessage) -> [UInt8]? {
      guard offset < content.size else { return nil }
      do throws(QueueError) {
        let piece = try content.file.read(
          from: content.start + offset, atMost: min(length, content.size - offset))
        // The file has become shorter.
        guard !piece.isEmpty else { throw .damaged(path: content.file.path) }
        offset += piece.count
        return piece
      } catch {
        guard case .system(_, _, let number) = error else { throw UnreadableMessage(errno: 5) }
        throw UnreadableMessage(errno: number)
      }
    }
  }
}

/// An open mail of the queue: its file, record and state.
struct QueuedFile {
  let id: QueueID
  let file: OpenFile<QueueError>
  let record: MailRecord
  let state: MailState
  private let start: Int

  /// - Parameter file: the mail's; locked if the caller is going to change or send the mail.
  init(
    _ id: QueueID, _ file: OpenFile<QueueError>, in place: QueuePlace
  ) throws(QueueError) {
    (self.id, self.file) = (id, file)
    (record, start) = try MailRecord.read(file)
    state =
      place.document(id.text, as: MailState.self) ?? MailState(recipients: record.recipients)
  }

  var content: QueuedContent {
    QueuedContent(
      file: file, start: start, size: record.size, isEightBit: record.isEightBit)
  }

  /// The mail, ready to be sent.
  var mail: RenderedMail {
    let sevenBit = record.sevenBitSize.map {
      QueuedContent(file: file, start: start + record.size, size: $0, isEightBit: false)
    }
    return RenderedMail(
      content: content, sevenBit: sevenBit, messageID: record.messageID,
      needsSMTPUTF8: record.needsSMTPUTF8)
  }

  /// The sender, and the recipients for whom the mail still waits.
  var envelope: Envelope? {
    record.envelope?.with(recipients: state.recipients.compactMap(MailAddress.init(stored:)))
  }
}
