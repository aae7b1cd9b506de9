import Foundation
import Glibc
import TestSupport

/// The program TerminalProbe in a terminal, and the list of the inputs that it was given.
struct Probe {
  let terminal: PseudoTerminal
  private let folder: TemporaryFolder

  /// Beside the tests, where the package manager builds it.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("TerminalProbe").path
  }()

  /// Starts it and waits for its first picture.
  init(
    type: String = "xterm-256color", environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws {
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    folder = try TemporaryFolder()
    let all = ["TERM": type, "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    try terminal.start(
      Self.path, [folder.file("inputs")], environment: all.merging(environment) { $1 })
    try expect("resized(\(columns)x\(rows))")
    try terminal.expect("Given")
  }

  /// What it was given so far, one a line.
  var inputs: [String] {
    folder.text("inputs").split(separator: "\n").map(String.init)
  }

  /// Waits until it was given this as its last, and so many times in all.
  func expect(_ input: String, times: Int = 1) throws {
    do {
      try Waiting.until(input) {
        terminal.pump()
        let inputs = inputs
        return inputs.last == input && inputs.count { $0 == input } >= times ? true : nil
      }
    } catch { throw TestFailure("\(input) is not the last of \(inputs)") }
  }

  /// Waits until nothing more is written, and returns how many bytes that have been.
  func settledOutput() throws -> Int {
    var last = -1
    return try Waiting.until("the end of the drawing") {
      terminal.pump()
      defer { last = terminal.output.count }
      return last == terminal.output.count ? last : nil
    }
  }
}
