internal import MailSettings
public import SystemAccess

/// Why the queue could not do something.
public enum QueueError: FileFailure, WordedError {
  /// The system refused an operation: no room, a read-only folder, a disk that fails.
  case system(FileOperation, path: String, errno: Int32)
  /// A folder, device or pipe where a file is needed.
  case notAFile(path: String)
  /// Something else where a folder is needed.
  case notAFolder(path: String)
  /// A symbolic link where none is followed.
  case symbolicLink(path: String)
  /// A symbolic link to nothing.
  case brokenLink(path: String)
  /// A symbolic link by which a less trusted user could lead to what is not his.
  case foreignLink(path: String, owner: UInt32)
  /// A file that is also elsewhere, where a less trusted user could have put it.
  case hardLink(path: String)
  /// A file is longer than it could be.
  case tooLarge(path: String, limit: Int)
  /// Other processes held a lock for the whole wait.
  case busy(path: String)
  /// What lies there is no whole mail of the queue.
  case damaged(path: String)
  /// A later Postern has written it.
  case newerVersion(path: String, version: Int)
  /// No mail has this id.
  case noSuchMail(String)
  /// The mail is being tried at this moment.
  case underWay(QueueID)
}

extension QueueError {
  /// Never.
  public var endsWithCommand: Bool { false }

  /// What was wrong, where, and what would be right: plain words without a final full stop.
  public var sentence: String {
    switch self {
    case .system(let operation, let path, let errno):
      "cannot \(operation.words) \(path.printable()): \(SystemError(errno).text)"
    case .notAFile(let path), .symbolicLink(let path), .brokenLink(let path),
      .foreignLink(let path, _), .hardLink(let path):
      "\(path.printable()) is no file of the queue: move it out of the way"
    case .notAFolder(let path):
      "\(path.printable()) is not a folder: move what lies there out of the way"
    case .tooLarge(let path, _), .damaged(let path):
      "\(path.printable()) is no whole mail of the queue: it stays as it is, and is not sent"
    case .newerVersion(let path, let version):
      "\(path.printable()) is of version \(version), which a later Postern has written"
    case .busy(let path): "other processes hold \(path.printable()) all the time: try again"
    case .noSuchMail(let id): "no mail in the queue is called \(id.printable(limit: 40))"
    case .underWay(let id): "mail \(id) is being sent at this moment: try again"
    }
  }
}
