import Foundation
import TestSupport

/// The program under limits of the system, as another user than root: root has none.
struct Limited: Sendable {
  /// A user that nobody is, so that no other process counts towards its limits.
  let user: UInt32
  let program: Program
  /// A copy that this user can run, wherever the tests were built.
  private let binary: String

  init() throws {
    user = UInt32.random(in: 200_000..<1_000_000)
    program = try Program()
    binary = program.folder.file("postern")
    // A copy made in this process could not be run while a child that another test has just forked
    // holds it open for writing (ETXTBSY).
    let copied = try Command.run("cp", [Program.path, binary])
    guard copied.status == 0 else { throw TestFailure("cp: \(copied.errors)") }
    try hand(program.folder.path)
    try hand(binary)
  }

  /// Gives a file or folder to the user.
  func hand(_ path: String) throws {
    guard chown(path, user, user) == 0 else {
      throw TestFailure("chown \(path): errno \(errno); these tests need root")
    }
  }

  /// The words that run the program with limits, such as `--nproc=1`.
  func words(_ limits: [String], _ words: [String]) -> [String] {
    ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", "prlimit"] + limits + [binary] + words
  }

  func run(_ limits: [String], _ words: String..., input: String = "") async throws -> CommandResult
  {
    try await Command.run(
      "setpriv", self.words(limits, words), input: Data(input.utf8),
      environment: program.environment(), inheriting: false, folder: program.folder.path,
      timeout: 30)
  }
}
