public import Foundation
internal import Glibc

/// A folder that is deleted with its last reference, or with the test process.
///
/// Its path is short (`/tmp/pt-XXXXXX`), so that the address of a unix socket in it stays within
/// the 107 bytes of unix(7).
public final class TemporaryFolder: Sendable {
  /// The folder's absolute path.
  public let path: String

  /// Makes an empty folder; others may enter it only when `mode` says so.
  public init(mode: mode_t = 0o755) throws {
    var template = Array("/tmp/pt-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("mkdtemp: errno \(errno)") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    chmod(path, mode)
    Janitor.watch(folder: path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    Janitor.forget(folder: path)
  }

  /// The folder as a URL.
  public var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  /// The path of something in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a text file and returns its path.
  @discardableResult
  public func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws -> String {
    try write(name, Data(text.utf8), mode: mode)
  }

  /// Writes a file and returns its path.
  @discardableResult
  public func write(_ name: String, _ data: Data, mode: mode_t = 0o644) throws -> String {
    try data.write(to: URL(fileURLWithPath: file(name)))
    chmod(file(name), mode)
    return file(name)
  }

  /// Makes a folder inside, owned by a user when one is named.
  @discardableResult
  func makeFolder(_ name: String, owner: String? = nil, group: String? = nil, mode: mode_t = 0o755)
    throws -> String
  {
    try FileManager.default.createDirectory(
      atPath: file(name), withIntermediateDirectories: true)
    chmod(file(name), mode)
    if let owner { try give(name, to: owner, group: group) }
    return file(name)
  }

  /// Hands a file or folder inside to a user of the system.
  func give(_ name: String, to owner: String, group: String? = nil) throws {
    guard let user = getpwnam(owner) else { throw TestFailure("there is no user \(owner)") }
    let groupID = group.flatMap { getgrnam($0)?.pointee.gr_gid } ?? user.pointee.pw_gid
    guard chown(file(name), user.pointee.pw_uid, groupID) == 0 else {
      throw TestFailure("chown \(file(name)): errno \(errno); the test servers need root")
    }
  }

  /// A text file's contents; empty when there is none yet.
  public func text(_ name: String) -> String {
    let data = try? Data(contentsOf: URL(fileURLWithPath: file(name)))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
