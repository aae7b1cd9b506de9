import TestSupport
import Testing

/// Where there is no terminal to draw on: a sentence and exit status 64 (sysexits, EX_USAGE).
@Suite(.serialized)
struct RefusingTests {
  @Test(arguments: [
    (["TERM": "dumb"], "dumb"), ([:], "TERM is not set"), (["TERM": ""], "TERM is not set"),
    (["TERM": "no-such-terminal"], "no-such-terminal"), (["TERM": "../../etc/passwd"], "passwd"),
  ])
  func `a useless TERM is a sentence, and nothing is drawn`(
    environment: [String: String], word: String
  ) throws {
    let terminal = try PseudoTerminal()
    let modes = terminal.modes
    try terminal.start(Probe.path, [], environment: environment)
    #expect(try terminal.wait() == 64)
    #expect(terminal.pump().contains(word))
    #expect(!terminal.output.contains(0x1B))
    #expect(terminal.modes == modes)
  }

  @Test func `input that is no terminal is a sentence`() throws {
    let result = try Command.run(Probe.path, environment: ["TERM": "xterm"])
    #expect(result.status == 64)
    #expect(result.errors.contains("standard input is none"))
    #expect(result.outputData.isEmpty)
  }

  @Test func `output that is no terminal is a sentence`() throws {
    let terminal = try PseudoTerminal()
    try terminal.start(
      "/bin/sh", ["-c", "{ \(Probe.path); echo status $?; } | cat"], environment: ["TERM": "xterm"])
    #expect(try terminal.wait() == 0)
    let output = terminal.pump()
    #expect(output.contains("standard output is none") && output.contains("status 64"))
    #expect(!terminal.output.contains(0x1B))
  }
}
