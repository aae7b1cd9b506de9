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
