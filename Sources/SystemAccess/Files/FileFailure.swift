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
  /// Others held a lock all the time.
  static func busy(path: String) -> Self
}
