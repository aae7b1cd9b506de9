import Foundation
import TestSupport

/// A set-up in a folder of its own, and the built program to open it with.
final class SetUp: Sendable {
  let folder: TemporaryFolder
  /// The set-up's folder, which the program makes.
  let home: String

  init() throws {
    folder = try TemporaryFolder(mode: 0o700)
    home = folder.file("home")
  }

  /// A set-up with these settings and passwords, as TOML.
  convenience init(_ settings: String, secrets: String? = nil) throws {
    try self.init()
    try write("postern.toml", "version = 1\n" + settings)
    if let secrets { try write("secrets.toml", secrets) }
  }

  static let program = BuiltProgram.path

  /// Nothing of the tester's own set-up reaches the program.
  private var environment: [String: String] {
    ["POSTERN_HOME": home, "HOME": folder.path, "LC_ALL": "C.UTF-8", "NO_COLOR": ""]
  }

  /// The wizard in a terminal; `variables` are added to its environment.
  func wizard(
    _ words: String..., columns: Int = 80, rows: Int = 24, variables: [String: String] = [:]
  ) throws -> Tmux {
    try Tmux(
      ["env", Self.program] + words, columns: columns, rows: rows,
      environment: environment.merging(variables) { $1 }, folder: folder.path, keeping: self)
  }

  /// A shell in a terminal, from which the wizard can be started as a person does.
  func shell(
    columns: Int = 80, rows: Int = 24, variables: [String: String] = [:]
  ) async throws -> Tmux {
    let more = ["PS1": "shell> ", "POSTERN": Self.program].merging(variables) { $1 }
    let tmux = try Tmux(
      ["bash", "--norc", "--noprofile", "-i"], columns: columns, rows: rows,
      environment: environment.merging(more) { $1 }, folder: folder.path, keeping: self)
    try await tmux.waitFor("shell>")
    return tmux
  }

  /// Runs a command to its end, without a terminal.
  func run(
    _ words: String..., input: String = "", variables: [String: String] = [:]
  ) async throws -> CommandResult {
    let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    return try await Command.run(
      Self.program, words, input: Data(input.utf8),
      environment: environment.merging(path) { $1 }.merging(variables) { $1 }, inheriting: false,
      folder: folder.path)
  }

  /// The text of a file of the set-up; empty where there is none.
  func file(_ name: String) -> String { folder.text("home/" + name) }

  /// Writes a file of the set-up, whose folder is made.
  func write(_ name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try folder.write("home/" + name, text, mode: 0o600)
  }

  /// The permissions of the set-up's folder, or of something in it.
  func mode(_ name: String = "") throws -> Int? {
    let path = name.isEmpty ? home : home + "/" + name
    return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
