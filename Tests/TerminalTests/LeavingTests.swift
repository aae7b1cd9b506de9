import Glibc
import TestSupport
import Testing

/// However the program ends, the terminal is as it was.
@Suite(.serialized)
struct LeavingTests {
  private func expectRestored(_ probe: Probe, _ modes: String) {
    #expect(probe.terminal.modes == modes)
    let output = probe.terminal.pump()
    let alternate = output.ranges(of: "\u{1B}[?1049h").count
    #expect(alternate > 0 && output.ranges(of: "\u{1B}[?1049l").count == alternate)
    #expect(output.contains("\u{1B}[?2004h"))
    #expect(output.ranges(of: "\u{1B}[?2004").count % 2 == 0)
  }

  private func started() throws -> (Probe, modes: String) {
    // All pseudo-terminals begin with the same modes.
    let modes = try PseudoTerminal().modes
    let probe = try Probe()
    #expect(probe.terminal.modes != modes)
    return (probe, modes)
  }

  @Test(arguments: [("q", 0), ("x", 0)])
  func `an end of its own accord restores the terminal`(key: String, status: Int32) throws {
    let (probe, modes) = try started()
    try probe.terminal.type(key)
    #expect(try probe.terminal.wait() == status)
    expectRestored(probe, modes)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a request to end arrives as input and restores the terminal`(number: Int32) throws {
    let (probe, modes) = try started()
    probe.terminal.signal(number)
    #expect(try probe.terminal.wait() == 0)
    #expect(probe.inputs.last == "interrupted(\(number))")
    expectRestored(probe, modes)
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGQUIT, SIGFPE])
  func `a killing signal restores the terminal and still kills`(number: Int32) throws {
    let (probe, modes) = try started()
    probe.terminal.signal(number)
    #expect(try probe.terminal.wait() == 128 + number)
    expectRestored(probe, modes)
  }

  @Test(arguments: ["t", "o"])
  func `a trap and a stack overflow restore the terminal`(key: String) throws {
    let (probe, modes) = try started()
    try probe.terminal.type(key)
    #expect(try probe.terminal.wait() > 128)
    expectRestored(probe, modes)
  }

  @Test func `a terminal that has vanished ends the program`() throws {
    let probe = try Probe()
    probe.terminal.hangUp()
    #expect(try probe.terminal.wait() == 0)
    #expect(probe.inputs.last == "interrupted(\(SIGHUP))")
  }

  @Test func `a terminal that has vanished ends the program that ignores SIGHUP, too`() throws {
    let terminal = try PseudoTerminal()
    let folder = try TemporaryFolder()
    let status = folder.file("status")
    let words = "trap '' HUP; \(Probe.path) \(folder.file("inputs")); echo $? >\(status)"
    try terminal.start("/bin/sh", ["-c", words], environment: ["TERM": "xterm"])
    try terminal.expect("80x24")
    terminal.hangUp()
    #expect(try terminal.wait() == 0)
    #expect(folder.text("inputs").hasSuffix("interrupted(\(SIGHUP))\n"))
    #expect(folder.text("status") == "0\n")
  }
}
