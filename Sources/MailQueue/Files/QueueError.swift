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
  /// A symbolic link that a less trusted user could have made, to files of others.
  case foreignLink(path: String, owner: UInt32)
  /// A file with a second name, where a less trusted user could have put it.
  case hardLink(path: String)
  /// A file is larger than any of the queue can be.
  case tooLarge(path: String, limit: Int)
  /// Other processes held a lock for the whole wait.
  case busy(path: String)
  /// The file is not a complete mail of the queue.
  case damaged(path: String)
  /// A later Postern has written it.
  case newerVersion(path: String, version: Int)
  /// No mail has this id.
  case noSuchMail(String)
  /// The mail is being tried at this moment.
  case underWay(QueueID)
}
