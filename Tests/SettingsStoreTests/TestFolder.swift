import Foundation
import Testing

@testable import SettingsStore

/// A folder of its own for one test, deleted when the test is over.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "postern-store-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A set-up's folder inside, not created yet.
  var home: String { path + "/home" }
  var store: SettingsStore { SettingsStore(home: home) }

  func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    let folder = (home + "/" + name as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(fileURLWithPath: home + "/" + name))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: home + "/" + name)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: home + "/" + name, encoding: .utf8)
  }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: home + "/" + name)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: home + "/" + name)
  }

  /// The names in the set-up's folder.
  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: home).sorted()) ?? []
  }
}
