internal import Glibc

/// An open folder: all that is done through it happens in it, even where its path has changed.
///
/// Everything goes by the folder's descriptor and a name (openat(2) and its kin), and no symbolic
/// link is followed unless a method says so. So root can work in a folder of a less trusted user,
/// who may at any moment put something else in the place of each name.
///
/// What `Failure` has to be is demanded by the methods: as a demand of the class, Swift would look
/// through all of the program's types for it at each start.
package final class Folder<Failure>: Sendable {
  let descriptor: Int32
  /// The path by which it was opened, for messages.
  package let path: String
  package let disk: Disk
  /// Its status when it was opened.
  package let status: FileStatus

  private init(_ descriptor: Int32, _ path: String, _ disk: Disk, _ status: FileStatus) {
    (self.descriptor, self.path, self.disk, self.status) = (descriptor, path, disk, status)
  }

  deinit { close(descriptor) }
}

extension Folder where Failure: FileFailure {
  /// Takes over a descriptor.
  convenience init(descriptor: Int32, path: String, disk: Disk) throws(Failure) {
    var raw = stat()
    let reason = fstat(descriptor, &raw) == 0 ? 0 : errno
    self.init(descriptor, path, disk, FileStatus(raw))
    if reason != 0 { throw .system(.inspect, path: path, errno: reason) }
  }

  /// The folder at a path that a person has chosen, nil when there is none.
  ///
  /// Symbolic links in the path are followed; a less trusted user's only to what that user owns.
  package static func open(
    _ path: String, creating: Bool = false, disk: Disk = Disk()
  ) throws(Failure) -> Folder? {
    let start = try Folder(at: path.hasPrefix("/") ? "/" : ".", disk: disk)
    var walk = FolderWalk(from: start, to: path, linksMayBeForeign: true)
    guard let found = try walk.folder(creating: creating) else { return nil }
    return try found.reopened(as: path)
  }

  /// A folder in this one, nil when there is none; a symbolic link is followed only where it and
  /// its target belong to root or to this user.
  package func folder(_ name: String, creating: Bool = false) throws(Failure) -> Folder? {
    var walk = FolderWalk(from: self, to: name, linksMayBeForeign: false)
    return try walk.folder(creating: creating)
  }

  /// Where a file in this folder really is, with symbolic links followed as ``folder(_:creating:)``
  /// does.
  package func place(of name: String) throws(Failure) -> (folder: Folder, name: String) {
    var walk = FolderWalk(from: self, to: name, linksMayBeForeign: false)
    return try walk.file()
  }

  /// A folder in this one, nil when there is none; a symbolic link is refused.
  package func folderWithoutLink(_ name: String) throws(Failure) -> Folder? {
    let flags = pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let file = openat(descriptor, name, flags)
    if file >= 0 { return try Folder(descriptor: file, path: path(of: name), disk: disk) }
    let reason = errno
    switch reason {
    case ENOENT: return nil
    case ENOTDIR, ELOOP: throw .notAFolder(path: path(of: name))
    default: throw .system(.open, path: path(of: name), errno: reason)
    }
  }

  /// The path of a name in this folder, for messages.
  package func path(of name: String) -> String {
    path.isEmpty ? name : FilePath.join(path, name)
  }

  /// The status of what has this name, of a symbolic link itself; nil when there is nothing.
  package func status(of name: String) throws(Failure) -> FileStatus? {
    var raw = stat()
    if fstatat(descriptor, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 { return FileStatus(raw) }
    if errno == ENOENT { return nil }
    throw .system(.inspect, path: path(of: name), errno: errno)
  }

  private convenience init(at path: String, disk: Disk) throws(Failure) {
    let file = Glibc.open(path, pathOnly | O_DIRECTORY | O_CLOEXEC)
    if file < 0 { throw .system(.open, path: path, errno: errno) }
    try self.init(descriptor: file, path: path == "." ? "" : path, disk: disk)
  }
}
