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
