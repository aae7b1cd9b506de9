import Foundation
import Glibc
import Testing

@testable import SystemAccess

/// A folder of its own for one test, deleted when the test is over.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "postern-files-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func open(_ name: String = "") throws -> Folder<Failure> {
    try #require(try Folder<Failure>.open(name.isEmpty ? path : file(name)))
  }

  func write(_ name: String, _ text: String, owner: uid_t = 0) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    chown(file(name), owner, owner)
  }

  func text(_ name: String) -> String? { try? String(contentsOfFile: file(name), encoding: .utf8) }

  func makeFolder(_ name: String, owner: uid_t = 0) {
    mkdir(file(name), 0o755)
    chown(file(name), owner, owner)
  }

  func link(_ name: String, to target: String, owner: uid_t = 0) {
    symlink(target, file(name))
    lchown(file(name), owner, owner)
  }

  /// A new file of this process's user.
  static func new(_ text: String) -> NewFile {
    NewFile(bytes: Array(text.utf8), mode: 0o600, owner: geteuid(), group: getegid())
  }
}
