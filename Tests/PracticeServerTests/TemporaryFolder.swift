import Foundation

/// A folder of its own for a test, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "practice-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The mails in `new`, oldest first.
  func mails() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/new").sorted()
    return try names.map { name in
      let data = try Data(contentsOf: URL(filePath: "\(path)/new/\(name)"))
      return String(decoding: data, as: UTF8.self)
    }
  }
}
