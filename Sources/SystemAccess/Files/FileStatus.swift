internal import Glibc

/// What stat(2) tells about a file.
package struct FileStatus: Equatable, Sendable {
  package let mode: UInt32
  package let owner: UInt32
  package let group: UInt32
  /// The number of its hard links.
  package let links: UInt64
  /// When its content was last changed, in seconds since 1970.
  package let modified: Int
  /// Equal for all the names of one file.
  package let identity: Identity

  /// A file's device and inode number.
  package struct Identity: Equatable, Sendable {
    let device: UInt64
    let number: UInt64
  }

  init(_ raw: stat) {
    mode = raw.st_mode
    owner = raw.st_uid
    group = raw.st_gid
    links = UInt64(raw.st_nlink)
    modified = raw.st_mtim.tv_sec
    identity = Identity(device: UInt64(raw.st_dev), number: UInt64(raw.st_ino))
  }

  package var permissions: UInt32 { mode & 0o7777 }
  package var isFile: Bool { mode & S_IFMT == S_IFREG }
  package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  package var isLink: Bool { mode & S_IFMT == S_IFLNK }
  /// Whether others than the owner may write it.
  package var isWritableByOthers: Bool { mode & (S_IWGRP | S_IWOTH) != 0 }
  /// Whether only a file's owner may rename or delete it in this folder (the sticky bit).
  package var isSticky: Bool { mode & S_ISVTX != 0 }

  /// Whether it belongs to root or to this process's effective user.
  package var isTrusted: Bool { Self.isTrusted(owner) }

  package static func isTrusted(_ user: UInt32) -> Bool { user == 0 || user == geteuid() }
}

/// Tells versions of a file apart: it changes when the file is written or replaced.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// The stamp as a text.
  package var text: String { "\(device):\(number):\(size):\(seconds).\(nanoseconds)" }

  /// Nil where stat(2) fails; a symbolic link is followed.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
    size = Int64(status.st_size)
    (seconds, nanoseconds) = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}
