/// The file errors of a module: its own error enum conforms by having these cases.
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
  /// A symbolic link by which a less trusted user could point to what belongs to somebody else.
  static func foreignLink(path: String, owner: UInt32) -> Self
  /// A file with several hard links, in a folder where a less trusted user could have made one.
  static func hardLink(path: String) -> Self
  /// The file is larger than the limit, in bytes.
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
}

extension FileOperation {
  /// What the system refused, without a full stop: `cannot open /etc/a: Permission denied`.
  ///
  /// - Parameter path: safe to be shown.
  package func refusal(of path: String, _ error: SystemError) -> String {
    let why = error.text
    return switch self {
    case .createFolder: "cannot create the folder \(path): \(why)"
    case .inspect: "cannot look at \(path): \(why)"
    case .open: "cannot open \(path): \(why)"
    case .read: "cannot read \(path): \(why)"
    case .create, .write, .sync, .close: "cannot write \(path): \(why)"
    case .changeOwner: "cannot keep the owner of \(path): \(why)"
    case .changeMode: "cannot set the mode of \(path): \(why)"
    case .rename: "cannot replace \(path): \(why)"
    case .list: "cannot list the folder \(path): \(why)"
    case .delete: "cannot delete \(path): \(why)"
    case .lock: "cannot lock \(path): \(why)"
    }
  }
}
