import Glibc
import TestSupport
import Testing

/// Under a shell with job control.
@Suite(.serialized)
struct SuspendingTests {
  private func shell() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal()
    try terminal.start(
      "/bin/bash", ["--norc", "--noprofile", "-i"],
      environment: ["TERM": "xterm", "LANG": "C.UTF-8", "PS1": "ready> ", "PATH": "/usr/bin:/bin"])
    try terminal.expect("ready> ")
    try terminal.type("\(Probe.path)\r")
    try terminal.expect("80x24")
    return terminal
  }

  private func stop(_ terminal: PseudoTerminal, by stopping: (PseudoTerminal) throws -> Void) throws
  {
    let before = terminal.output.count
    try stopping(terminal)
    try terminal.expect("\u{1B}[?1049l", after: before)
    try terminal.expect("Stopped", after: before)
  }

  /// Takes the terminal again, and expects the whole page on a screen of its own.
  private func expectDrawnAnew(_ terminal: PseudoTerminal, size: String = "80x24") throws {
    let before = terminal.output.count
    try terminal.type("fg\r")
    try terminal.expect("Given", after: before)
    let drawn = terminal.text(before..<terminal.output.count)
    #expect(drawn.contains("\u{1B}[?1049h"))
    for part in ["Probe", size, "title", "trouble", "Text: "] { #expect(drawn.contains(part)) }
  }

  private func expectGoesOn(_ terminal: PseudoTerminal) throws {
    try expectDrawnAnew(terminal)
    let before = terminal.output.count
    try terminal.type("w")
    try terminal.expect("w]", after: before)
    try terminal.type("q")
    try terminal.expect("ended", after: before)
  }

  @Test func `Ctrl-Z gives the terminal to the shell, and fg draws everything again`() throws {
    let terminal = try shell()
    for _ in 0..<3 {
      try stop(terminal) { try $0.type("\u{1A}") }
      try expectDrawnAnew(terminal)
    }
    try stop(terminal) { try $0.type("\u{1A}") }
    try expectGoesOn(terminal)
  }

  @Test func `SIGTSTP from outside does the same`() throws {
    let terminal = try shell()
    try stop(terminal) { kill(try Self.probe(under: $0), SIGTSTP) }
    try expectGoesOn(terminal)
  }

  @Test func `SIGSTOP can't be caught, but fg draws everything again`() throws {
    let terminal = try shell()
    let before = terminal.output.count
    kill(try Self.probe(under: terminal), SIGSTOP)
    try terminal.expect("Stopped", after: before)
    try expectGoesOn(terminal)
  }

  @Test func `in the background it leaves the terminal alone and still ends on request`() throws {
    let terminal = try shell()
    try stop(terminal) { try $0.type("\u{1A}") }
    let before = terminal.output.count
    try terminal.type("bg\recho $((40 + 2))\r")
    try terminal.expect("42", after: before)
    try terminal.type("kill %1; wait %1; echo $((50 + 5))\r")
    try terminal.expect("55", after: before)
    let output = String(decoding: terminal.output.dropFirst(before), as: UTF8.self)
    #expect(!output.contains("80x24"))
  }

  @Test func `after bg, fg takes the terminal again`() throws {
    let terminal = try shell()
    try stop(terminal) { try $0.type("\u{1A}") }
    let before = terminal.output.count
    try terminal.type("bg\recho $((40 + 2))\r")
    try terminal.expect("42", after: before)
    try expectGoesOn(terminal)
  }

  @Test func `a window that was resized meanwhile is drawn in its new size`() throws {
    let terminal = try shell()
    try stop(terminal) { try $0.type("\u{1A}") }
    terminal.resize(columns: 70, rows: 20)
    try expectDrawnAnew(terminal, size: "70x20")
    try terminal.type("q")
    try terminal.expect("ended")
  }

  /// The shell's child.
  private static func probe(under terminal: PseudoTerminal) throws -> pid_t {
    let answer = try Command.run("pgrep", ["-P", "\(terminal.pid)", "TerminalProbe"]).output
    guard let pid = pid_t(answer.trimmingPrefix { $0 == " " }.prefix { $0 != "\n" }) else {
      throw TestFailure("no probe: \(answer)")
    }
    return pid
  }
}
