import SystemAccess

/// The errors of the tests.
enum Failure: FileFailure, Equatable {
  case system(FileOperation, path: String, errno: Int32)
  case notAFile(path: String)
  case notAFolder(path: String)
  case symbolicLink(path: String)
  case brokenLink(path: String)
  case foreignLink(path: String, owner: UInt32)
  case hardLink(path: String)
  case tooLarge(path: String, limit: Int)
  case busy(path: String)
}
