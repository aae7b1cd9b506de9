public import MailSettings
public import SystemAccess

/// Why a set-up could not be read, locked or saved. Its words are in `Words.swift`.
public enum StoreError: FileFailure, WordedError {
  /// The system refused an operation.
  case system(FileOperation, path: String, errno: Int32)
  /// The text of a file is wrong.
  case file(SettingsFileError)
  /// Others than the owner may use a file or folder that holds secrets.
  case tooOpen(path: String, mode: UInt32, isFolder: Bool)
  /// A folder, device or pipe where a file is needed.
  case notAFile(path: String)
  /// Something else where a folder is needed.
  case notAFolder(path: String)
  /// A symbolic link where none is followed, such as `secrets.toml`.
  case symbolicLink(path: String)
  /// `postern.toml` is a symbolic link to nothing.
  case brokenLink(path: String)
  /// A symbolic link with which a less trusted user could point at somebody else's file.
  case foreignLink(path: String, owner: UInt32)
  /// A file with further hard links, in a folder where a less trusted user could have put it.
  case hardLink(path: String)
  /// A file or folder with secrets belongs to somebody else.
  case foreignOwner(path: String, owner: UInt32)
  /// Others than root and this user could write what shall be run as a command.
  case exposedCommand(path: String, mode: UInt32)
  /// A file with a command to run, or its folder, belongs to somebody else.
  case foreignCommand(path: String, owner: UInt32)
  /// The file is longer than any set-up; the payload is the limit in bytes.
  case tooLarge(path: String, limit: Int)
  /// A setting to save is wrong.
  indirect case wrongSetting(SettingProblem)
  /// A wizard has this set-up open.
  case held(by: LockHolder)
  /// The files have changed since they were loaded, in settings that were to be changed too; the
  /// payload is what they say now.
  indirect case conflict(Draft)
  /// What was saved is in its place, but the system could not promise that it stays there.
  case mayNotLast(path: String, errno: Int32)
  /// Another process was saving all the time.
  case busy(path: String)
  /// Neither an option nor the environment nor the user database says where the set-up is.
  case noHome
}
