internal import Glibc

/// Resolves a path, one open folder after the other, and checks each symbolic link on the way.
///
/// Whoever owns a symbolic link, or the folder that it is in, decides where it leads. A path that a
/// person chose may lead through a less trusted user's links to what that same user owns. Inside a
/// set-up, links are followed only where they and their targets belong to root or to this user.
struct FolderWalk<Failure: FileFailure> {
  private var current: Folder<Failure>
  private var rest: ArraySlice<String>
  /// The links that were followed: the path, and the owner of the link or of its folder who is not
  /// trusted, if any.
  private var links: [(path: String, foreign: UInt32?)] = []
  private let linksMayBeForeign: Bool

  init(from start: Folder<Failure>, to path: String, linksMayBeForeign: Bool) {
    current = start
    rest = Self.parts(path)
    self.linksMayBeForeign = linksMayBeForeign
  }

  /// The folder at the end, nil when there is none and none is to be made.
  mutating func folder(creating: Bool) throws(Failure) -> Folder<Failure>? {
    while let name = rest.popFirst() {
      if let next = try open(name) {
        if next.status.isLink { try follow(next) } else { try enter(next) }
      } else {
        try check(current.status.owner)
        guard creating else { return nil }
        current = try current.make(name)
      }
    }
    try check(current.status.owner)
    return current
  }

  /// The folder and the name of the file at the end, which need not be there unless a link leads to
  /// it.
  mutating func file() throws(Failure) -> (folder: Folder<Failure>, name: String) {
    while let name = rest.popFirst() {
      guard let next = try open(name) else {
        if let link = links.last { throw .brokenLink(path: link.path) }
        return (current, name)
      }
      if next.status.isLink {
        try follow(next)
      } else if rest.isEmpty {
        try check(current.status.owner)
        try check(next.status.owner)
        return (current, name)
      } else {
        try enter(next)
      }
    }
    throw .notAFile(path: current.path)
  }

  /// What has this name, a symbolic link itself; `Folder` serves for any file's O_PATH descriptor.
  private func open(_ name: String) throws(Failure) -> Folder<Failure>? {
    let file = openat(current.descriptor, name, pathOnly | O_NOFOLLOW | O_CLOEXEC)
    if file >= 0 {
      return try Folder(descriptor: file, path: current.path(of: name), disk: current.disk)
    }
    if errno == ENOENT { return nil }
    throw .system(.open, path: current.path(of: name), errno: errno)
  }

  private mutating func enter(_ next: Folder<Failure>) throws(Failure) {
    guard next.status.isFolder else { throw .notAFolder(path: next.path) }
    current = next
  }

  private mutating func follow(_ link: Folder<Failure>) throws(Failure) {
    guard links.count < 40 else { throw .system(.open, path: link.path, errno: ELOOP) }
    let foreign = [link.status.owner, current.status.owner].first { !FileStatus.isTrusted($0) }
    links.append((link.path, foreign))
    if !linksMayBeForeign, let foreign { throw .foreignLink(path: link.path, owner: foreign) }
    let target = try Self.target(link)
    if target.hasPrefix("/") {
      let root = Glibc.open("/", pathOnly | O_DIRECTORY | O_CLOEXEC)
      guard root >= 0 else { throw .system(.open, path: "/", errno: errno) }
      current = try Folder(descriptor: root, path: "/", disk: current.disk)
    }
    rest = Self.parts(target) + rest
  }

  /// Refuses what links have led to unless it belongs to whoever could have set the links.
  private func check(_ owner: UInt32) throws(Failure) {
    for (path, foreign) in links {
      if let foreign, foreign != owner { throw .foreignLink(path: path, owner: foreign) }
      if foreign == nil, !linksMayBeForeign, !FileStatus.isTrusted(owner) {
        throw .foreignLink(path: path, owner: owner)
      }
    }
  }

  private static func target(_ link: Folder<Failure>) throws(Failure) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.bindMemory(to: CChar.self).baseAddress.map {
        readlinkat(link.descriptor, "", $0, bytes.count)
      } ?? -1
    }
    guard count >= 0 else { throw .system(.read, path: link.path, errno: errno) }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  private static func parts(_ path: String) -> ArraySlice<String> {
    path.split(separator: "/").map(String.init).filter { $0 != "." }[...]
  }
}
