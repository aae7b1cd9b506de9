internal import Glibc

/// A file of the trust store, read only where nobody else could have changed it.
struct TrustFile {
  /// Far more than a few certificates need; a wrong file is refused instead of read into memory.
  static let largest = 1 << 20

  private let path: String
  private let folder: String

  init(_ path: String) {
    self.path = path
    folder = TrustFolder.parent(of: path)
  }

  /// The text, nil when there is no file.
  func text() throws(TrustStoreError) -> String? {
    // O_NONBLOCK: opening a pipe that lies here by mistake must not wait for its writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .system(.open, path: path, errno: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(.open, path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    try check(status, path, isFolder: false)
    try checkFolder()
    return String(decoding: try bytes(file), as: UTF8.self)
  }

  /// Who may put another file in the place of this one decides on trust too.
  private func checkFolder() throws(TrustStoreError) {
    var status = stat()
    guard stat(folder, &status) == 0 else { throw .system(.open, path: folder, errno: errno) }
    try check(status, folder, isFolder: true)
  }

  private func check(
    _ status: stat, _ path: String, isFolder: Bool
  ) throws(TrustStoreError) {
    guard owners.contains(status.st_uid) else {
      throw .foreignOwner(path: path, owner: status.st_uid)
    }
    guard status.st_mode & 0o022 == 0 else {
      throw .writable(path: path, mode: status.st_mode & 0o7777, isFolder: isFolder)
    }
  }

  /// Root, this user, and for root whoever the set-up belongs to: then root is working at a service's own.
  private var owners: Set<UInt32> {
    let user = geteuid()
    var home = stat()
    guard user == 0, stat(TrustFolder.parent(of: folder), &home) == 0 else { return [0, user] }
    return [0, home.st_uid]
  }

  private func bytes(_ file: Int32) throws(TrustStoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer.prefix(count) }
      if count < 0 && errno != EINTR { throw .system(.read, path: path, errno: errno) }
      if bytes.count > Self.largest { throw .tooLarge(path: path) }
    }
  }
}
