import Foundation
import TestSupport

/// The built program with a set-up of its own.
final class Program: Sendable {
  let folder: TemporaryFolder
  /// The set-up's folder, which the first command makes.
  let home: String

  init() throws {
    folder = try TemporaryFolder(mode: 0o700)
    home = folder.file("home")
  }

  static let path = BuiltProgram.path

  /// A small environment, so that nothing of the tester's own reaches the program.
  func environment(_ more: [String: String] = [:]) -> [String: String] {
    let base = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.path, "LC_ALL": "C.UTF-8", "POSTERN_HOME": home,
    ]
    return base.merging(BuiltProgram.memoryChecks) { $1 }.merging(more) { $1 }
  }

  @discardableResult
  func run(
    _ words: String..., input: String = "", environment: [String: String] = [:]
  ) async throws -> CommandResult {
    try await Command.run(
      Self.path, words, input: Data(input.utf8), environment: self.environment(environment),
      inheriting: false, folder: folder.path)
  }

  /// Runs a command that must succeed.
  @discardableResult
  func succeed(_ words: String..., input: String = "") async throws -> String {
    let result = try await Command.run(
      Self.path, words, input: Data(input.utf8), environment: environment(), inheriting: false,
      folder: folder.path)
    guard result.status == 0 else {
      throw TestFailure("postern \(words): status \(result.status)\n\(result.errors)")
    }
    return result.output
  }

  /// The text of a file of the set-up, empty where there is none.
  func file(_ name: String) -> String {
    (try? String(contentsOfFile: home + "/" + name, encoding: .utf8)) ?? ""
  }

  /// Writes a file of the set-up, whose folder is made.
  func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    let file = URL(fileURLWithPath: home + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: attributes)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: home + "/" + name)
  }
}

extension CommandResult {
  /// Standard output as a document; the whole of it must be one.
  func document<Document: Decodable>(_ type: Document.Type) throws -> Document {
    try JSONDecoder().decode(type, from: outputData)
  }

  /// Whether every line on standard error belongs to a message of the program.
  var speaksForItself: Bool { errors.hasPrefix("postern: ") && errors.hasSuffix("\n") }
}
