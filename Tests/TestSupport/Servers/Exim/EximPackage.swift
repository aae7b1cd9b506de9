internal import Foundation
internal import Glibc

/// Debian's Exim, unpacked beside the system.
enum EximPackage {
  /// The user that Debian has compiled in; the package's own scripts would make it.
  static let user = "Debian-exim"

  private static var cache: String {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["POSTERN_TEST_CACHE"], !cache.isEmpty { return cache }
    return (environment["HOME"] ?? "/root") + "/.cache/postern-tests"
  }

  private static var path: String { cache + "/exim/usr/sbin/exim4" }

  /// The path of Exim's program, got first when it is not there.
  static func program() throws -> String {
    try prepare()
    return path
  }

  /// Unpacks the package into the cache, and makes Exim's user.
  static func prepare() throws {
    try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
    // Several test processes may come here at once.
    let lock = open(cache + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw TestFailure("no lock in \(cache)") }
    defer { close(lock) }
    if getpwnam(user) == nil {
      try Command.check(
        "useradd",
        ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", user])
    }
    guard !FileManager.default.isExecutableFile(atPath: path) else { return }
    let download = try TemporaryFolder(mode: 0o777)
    try Command.check("apt-get", ["download", "exim4-daemon-light"], folder: download.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: download.path)
    for name in names where name.hasSuffix(".deb") {
      try Command.check("dpkg", ["-x", download.file(name), cache + "/exim"])
    }
  }
}
