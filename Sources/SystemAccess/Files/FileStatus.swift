internal import Glibc

/// What is known of a file without reading it.
package struct FileStatus: Equatable, Sendable {
  package let mode: UInt32
  package let owner: UInt32
  package let group: UInt32
  /// How many names it has.
  package let links: UInt64
  /// When its content was last changed, in seconds since 1970.
  package let modified: Int
  /// Which file it is, whatever its names.
  package let identity: Identity

  /// The device and the number of a file there.
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
  /// Whether only a file's owner may rename or delete it here.
  package var isSticky: Bool { mode & S_ISVTX != 0 }

  /// Whether it belongs to root or to whoever runs this process.
  package var isTrusted: Bool { Self.isTrusted(owner) }

  package static func isTrusted(_ user: UInt32) -> Bool { user == 0 || user == geteuid() }
}

/// What changes when a file is written or replaced: compared, it tells whether it has to be read
/// again.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// The same as a text.
  package var text: String { "\(device):\(number):\(size):\(seconds).\(nanoseconds)" }

  /// Nil where there is no file that can be looked at; a link stands for what it leads to.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
    size = Int64(status.st_size)
    (seconds, nanoseconds) = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}
