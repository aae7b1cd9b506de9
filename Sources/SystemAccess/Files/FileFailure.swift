/// The errors of a module that works with files; its enum's cases are what the requirements ask
/// for.
public protocol FileFailure: Error, Sendable {
  /// The system refused an operation.
  static func system(_ operation: FileOperation, path: String, errno: Int32) -> Self
  /// A folder, device or pipe where a file is needed.
  static func notAFile(path: String) -> Self
  /// Something else where a folder is needed.
  static func notAFolder(path: String) -> Self
  /// A symbolic link where none is followed.
  static func symbolicLink(path: String) -> Self
  /// A symbolic link to nothing.
  static func brokenLink(path: String) -> Self
  /// A symbolic link that a less trusted user could let lead to what is not his.
  static func foreignLink(path: String, owner: UInt32) -> Self
  /// A file that is also elsewhere, put where a less trusted user could have done that.
  static func hardLink(path: String) -> Self
  /// The file is longer than it could be; the payload is the limit in bytes.
  static func tooLarge(path: String, limit: Int) -> Self
  /// Other processes held a lock for the whole wait.
  static func busy(path: String) -> Self
}

/// What was being done to a file or folder when the system refused.
public enum FileOperation: Equatable, Sendable, CaseIterable {
  case createFolder
  case inspect
  case open
  case read
  case create
  case write
  case changeOwner
  case changeMode
  case sync
  case close
  case rename
  case list
  case delete
  case lock

  /// The words behind "cannot", before the path.
  public var words: String {
    switch self {
    case .createFolder: "create the folder"
    case .inspect: "look at"
    case .open: "open"
    case .read: "read"
    case .create, .write, .sync, .close: "write"
    case .changeOwner: "keep the owner of"
    case .changeMode: "set the mode of"
    case .rename: "replace"
    case .list: "list the folder"
    case .delete: "delete"
    case .lock: "lock"
    }
  }
}
