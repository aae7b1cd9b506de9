internal import Glibc
public import MailMessage
public import MailSettings
public import MailTransport
package import SystemAccess

/// The mails of a set-up that could not be sent when they came, and wait for another try; see
/// `[queue]`.
///
/// Each mail has a file, which is written under a temporary name, synced and renamed; what changes
/// while it waits is in a second one. While a mail is tried, its file is locked, so that any number
/// of processes may use one queue. Everything blocks the calling thread.
public struct MailQueue: Sendable {
  /// The folder, `queue` in the set-up's; made with the first mail.
  public let folder: String
  let disk: Disk
  private let clock: @Sendable () -> Int

  /// A queue in a folder, which need not be there.
  public init(folder: String) { self.init(folder: folder, disk: Disk()) }

  /// - Parameter clock: tells the time in milliseconds since 1970.
  package init(
    folder: String, disk: Disk = Disk(),
    clock: @escaping @Sendable () -> Int = MailQueue.milliseconds
  ) {
    (self.folder, self.disk, self.clock) = (folder, disk, clock)
  }

  /// Keeps a mail; once this returns, it is on disk and stays there.
  ///
  /// Where it throws, nothing is kept: the disk is full or fails, or the folder is read-only.
  @discardableResult
  public func add(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin
  ) throws(QueueError) -> QueueID {
    try add(mail, envelope, origin, MailState?.none)
  }

  func folders(creating: Bool = false) throws(QueueError) -> QueueFolders? {
    try QueueFolders(folder, disk: disk, creating: creating)
  }

  func add(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, _ state: MailState?,
    isFailed: Bool = false
  ) throws(QueueError) -> QueueID {
    guard let folders = try folders(creating: true) else { throw .notAFolder(path: folder) }
    let place = isFailed ? try folders.madeFailed() : folders.waiting
    let id = QueueID(milliseconds: clock())
    let file = try TemporaryFile(id.text, in: place.mails)
    let record = try record(mail, envelope, origin, path: place.mails.path(of: id.text))
    try file.write(record.line())
    try write(mail.content, size: record.size, into: file, place, id)
    if let size = record.sevenBitSize, let content = mail.sevenBit {
      try write(content, size: size, into: file, place, id)
    }
    if let state { try place.write(state, as: id.text) }
    do throws(QueueError) { try file.finish() } catch {
      place.deleteDocument(id.text)
      throw error
    }
    return id
  }

  /// Seconds since 1970.
  var now: Int { clock() / 1_000 }

  /// This machine's clock, in milliseconds since 1970.
  package static let milliseconds: @Sendable () -> Int = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  func record(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, path: String
  ) throws(QueueError) -> MailRecord {
    let header: WrittenHeader
    do throws(UnreadableMessage) { header = try WrittenHeader(of: mail.content) } catch {
      throw .system(.read, path: path, errno: error.errno)
    }
    return MailRecord(
      arrived: now, handedSender: origin.sender?.text, envelopeSender: envelope.sender.text,
      recipients: envelope.recipients.map(\.text), isNotification: envelope.isNotification,
      user: origin.user, messageID: mail.messageID ?? header.messageID, subject: header.subject,
      needsSMTPUTF8: mail.needsSMTPUTF8, isEightBit: mail.content.isEightBit,
      size: mail.content.size, sevenBitSize: mail.sevenBit?.size)
  }

  private func write(
    _ content: any MessageContent, size: Int, into file: TemporaryFile<QueueError>,
    _ place: QueuePlace, _ id: QueueID
  ) throws(QueueError) {
    let path = place.mails.path(of: id.text)
    var written = 0
    var pieces = content.pieces()
    while true {
      let piece: [UInt8]?
      do throws(UnreadableMessage) { piece = try pieces.next() } catch {
        throw .system(.read, path: path, errno: error.errno)
      }
      guard let piece else { break }
      written += piece.count
      try file.write(piece)
    }
    guard written == size else { throw .system(.read, path: path, errno: EIO) }
  }
}

/// Where a mail comes from.
public struct MailOrigin: Equatable, Sendable {
  /// The envelope sender as handed in, who is told of failures; nil for nobody (`MAIL FROM:<>`).
  public var sender: MailAddress?
  /// The id of the user who handed it in, where that is known.
  public var user: UInt32?

  /// An origin.
  public init(sender: MailAddress?, user: UInt32? = nil) {
    (self.sender, self.user) = (sender, user)
  }
}
