internal import FoundationEssentials
internal import SystemAccess

/// What changes while a mail waits: a file of its own beside the mail's, so that a large mail is
/// written only once.
///
/// Without that file, the mail is as it was when it came.
struct MailState: Codable, Equatable {
  /// Who has still to get it; in `failed/`, who did not get it.
  var recipients: [String]
  var tries = 0
  /// Seconds since 1970.
  var nextTry = 0
  var lastTry: Int?
  /// Whether the last try failed before the server saw this mail, so that the next one depends only
  /// on when the server can be reached.
  var waitsForTheWay = false
  /// Whether the connection of a try was lost after the final dot, before the server's reply.
  var mayHaveArrived = false
  var diagnosis: QueuedDiagnosis?
  /// When it was revived after it had been given up, in seconds since 1970; its waiting time counts
  /// from then.
  var revived: Int?
  /// In `failed/`: why, by the recipient's address.
  var failures: [String: QueuedDiagnosis]?

  enum CodingKeys: String, CodingKey {
    case recipients, tries, diagnosis, failures, revived
    case nextTry = "next-try"
    case lastTry = "last-try"
    case waitsForTheWay = "waits-for-the-way"
    case mayHaveArrived = "may-have-arrived"
  }

  static let limit = 16 * 1_048_576
}

/// A folder of mails, with the state of each in a hidden folder inside.
struct QueuePlace {
  static let stateFolder = ".state"

  let mails: Folder<QueueError>
  private let states: Folder<QueueError>?

  init(_ mails: Folder<QueueError>) throws(QueueError) {
    self.mails = mails
    states = try mails.folderWithoutLink(Self.stateFolder)
  }

  /// The ids of the mails, the oldest first, and the file names that are no ids.
  func names() throws(QueueError) -> (mails: [QueueID], others: [String]) {
    let names = try mails.names().filter { !$0.hasPrefix(".") && $0 != QueueFolders.failedName }
    return (
      names.compactMap { name in QueueID(name).flatMap { $0.text == name ? $0 : nil } },
      names.filter { QueueID($0)?.text != $0 }
    )
  }

  /// A JSON document of the hidden folder; nil where there is none, or it cannot be read.
  func document<Document: Decodable>(_ name: String, as type: Document.Type) -> Document? {
    guard let bytes = try? states?.read(name, limit: MailState.limit) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(bytes))
  }

  /// Writes a document, replacing the one there.
  func write(_ document: some Encodable, as name: String) throws(QueueError) {
    let folder = if let states { states } else { try mails.make(Self.stateFolder) }
    let bytes = Array((try? JSONEncoder().encode(document)) ?? Data())
    let status = folder.status
    try folder.put(
      NewFile(bytes: bytes, mode: 0o600, owner: status.owner, group: status.group), as: name)
  }

  func deleteDocument(_ name: String) { try? states?.delete(name) }

  /// Deletes what killed processes have left behind.
  func clearUp() throws(QueueError) {
    try mails.deleteLeftovers()
    guard let states else { return }
    let known = Set(try names().mails.map(\.text))
    for name in try states.names() where states.isOld(name) {
      // A recent file may belong to a mail, or to a change, that is just being written.
      let isLeft = QueueID(name) != nil && !known.contains(name)
      guard isLeft || Folder<QueueError>.isTemporary(name), try mails.status(of: name) == nil else {
        continue
      }
      try? states.delete(name)
    }
  }
}

extension Folder<QueueError> {
  /// Whether a file has not been changed for an hour.
  fileprivate func isOld(_ name: String) -> Bool {
    guard let modified = try? status(of: name)?.modified else { return false }
    return Moment.now().seconds - modified > 3_600
  }
}

/// The folders of a queue.
struct QueueFolders {
  static let failedName = "failed"

  let waiting: QueuePlace
  /// Nil while nothing was given up.
  let failed: QueuePlace?

  /// Nil where there is no queue.
  init?(_ path: String, disk: Disk, creating: Bool) throws(QueueError) {
    guard let folder = try Folder<QueueError>.open(path, creating: creating, disk: disk) else {
      return nil
    }
    waiting = try QueuePlace(folder)
    let below = try folder.folderWithoutLink(Self.failedName)
    failed = if let below { try QueuePlace(below) } else { nil }
  }

  /// The folder `failed/`, made where it is missing.
  func madeFailed() throws(QueueError) -> QueuePlace {
    if let failed { return failed }
    return try QueuePlace(try waiting.mails.make(Self.failedName))
  }
}
