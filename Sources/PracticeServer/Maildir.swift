internal import Glibc
internal import Synchronization

/// A Maildir (https://cr.yp.to/proto/maildir.html): one file for each mail, no locks.
struct Maildir: Sendable {
  /// A mail could not be written: the system's `errno`.
  struct WriteError: Error, Equatable {
    let code: Int32
  }

  let path: String

  /// Makes the folders that are missing, with mode 0700.
  init(creating path: String) throws(PracticeServerError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try Self.makeFolder(path)
    for name in ["tmp", "new", "cur"] { try Self.makeFolder("\(path)/\(name)") }
    for name in ["tmp", "new"] where access("\(path)/\(name)", W_OK | X_OK) != 0 {
      throw .folderNotWritable(path: "\(path)/\(name)", errno: errno)
    }
  }

  /// Writes a mail to `tmp`, forces it to disk, and moves it into `new`; returns its path there.
  ///
  /// A reader never sees half a mail: rename is atomic, and `new` is not written to otherwise.
  func deliver(_ parts: [[UInt8]], name: MaildirName) throws(WriteError) -> String {
    let draft = "\(path)/tmp/\(name.text)"
    let final = "\(path)/new/\(name.text)"
    do throws(WriteError) {
      try Self.write(parts, to: draft)
      guard rename(draft, final) == 0 else { throw WriteError(code: errno) }
      try Self.sync(folder: "\(path)/new")
    } catch {
      unlink(draft)
      throw error
    }
    return final
  }

  private static func write(_ parts: [[UInt8]], to path: String) throws(WriteError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw WriteError(code: errno) }
    defer { close(file) }
    for part in parts {
      var written = 0
      while written < part.count {
        let count = part.withUnsafeBytes { bytes in
          Glibc.write(file, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw WriteError(code: errno) }
        written += count
      }
    }
    guard fsync(file) == 0 else { throw WriteError(code: errno) }
  }

  /// Syncs a folder: a new name in it survives a crash only after that.
  private static func sync(folder path: String) throws(WriteError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw WriteError(code: errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw WriteError(code: errno) }
  }

  private static func makeFolder(_ path: String) throws(PracticeServerError) {
    if mkdir(path, 0o700) == 0 { return }
    let code = errno
    if code == ENOENT, let parent = parent(of: path) {
      try makeFolder(parent)
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw .folderNotCreated(path: path, errno: errno)
      }
      return
    }
    guard code == EEXIST else {
      throw code == ENOTDIR
        ? .notAFolder(path: parent(of: path) ?? path) : .folderNotCreated(path: path, errno: code)
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .notAFolder(path: path)
    }
  }

  private static func parent(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    return String(path[..<slash])
  }
}

/// A message as a Maildir holds it, with lines that end in LF.
struct MaildirText {
  private(set) var bytes: [UInt8] = []

  /// Adds a part of a message whose lines end in CRLF; none is cut in two.
  mutating func append(_ content: [UInt8]) {
    var rest = content[...]
    while let end = rest.firstIndex(of: 0x0D) {
      bytes += rest[..<end]
      rest = rest[(end + 1)...]
      // A CR alone is content.
      if rest.first != 0x0A { bytes.append(0x0D) }
    }
    bytes += rest
  }
}

/// A file name that no other delivery uses: time, process and count, and host.
struct MaildirName: Equatable {
  let text: String
  /// The part that stands for the mail in its Received header.
  let id: String

  private static let deliveries = Atomic<Int>(0)

  init(seconds: Int, microseconds: Int) {
    let count = Self.deliveries.add(1, ordering: .relaxed).newValue
    id = "\(seconds).M\(microseconds)P\(getpid())Q\(count)"
    text = "\(id).\(Self.hostName)"
  }

  /// The name of this machine; `/` and `:`, which have a meaning in a Maildir's names, are written
  /// as octal escapes.
  private static let hostName: String = {
    var buffer = [CChar](repeating: 0, count: 256)
    let isKnown = gethostname(&buffer, buffer.count - 1) == 0
    let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    let name = String(decoding: bytes, as: UTF8.self)
    guard isKnown, !name.isEmpty else { return "localhost" }
    return name.map { $0 == "/" ? "\\057" : $0 == ":" ? "\\072" : String($0) }.joined()
  }()
}
