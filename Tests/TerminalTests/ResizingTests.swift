import TestSupport
import Testing

/// Windows that change while the program runs.
@Suite(.serialized)
struct ResizingTests {
  @Test func `a burst of sizes ends at the last`() throws {
    let probe = try Probe()
    for step in 0..<200 {
      probe.terminal.resize(columns: 20 + step, rows: 5 + step % 40)
      if step % 7 == 0 { try probe.terminal.type("y") }
      probe.terminal.pump()
    }
    probe.terminal.resize(columns: 66, rows: 22)
    let before = probe.terminal.output.count
    try probe.terminal.expect("66x22", after: before)
    try probe.terminal.type("z")
    try probe.expect(#"character("z")"#)
    #expect(probe.inputs.last { $0.hasPrefix("resized") } == "resized(66x22)")
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 50), (500, 2), (3, 3)])
  func `no size is too small`(columns: Int, rows: Int) throws {
    let probe = try Probe()
    probe.terminal.resize(columns: columns, rows: rows)
    try probe.expect("resized(\(columns)x\(rows))")
    try probe.terminal.type("日ü")
    try probe.expect(#"text("日ü")"#)
    probe.terminal.resize(columns: 80, rows: 24)
    try probe.expect("resized(80x24)")
    try probe.terminal.type("q")
    #expect(try probe.terminal.wait() == 0)
  }

  @Test func `a terminal that doesn't know its size counts as 80 by 24`() throws {
    let terminal = try PseudoTerminal(columns: 0, rows: 0)
    let folder = try TemporaryFolder()
    let variables = ["TERM": "xterm", "COLUMNS": "33"]
    try terminal.start(Probe.path, [folder.file("inputs")], environment: variables)
    try terminal.expect("80x24")
    #expect(folder.text("inputs") == "resized(80x24)\n")
  }

  @Test func `a window resized before anything was drawn is drawn in its size`() throws {
    let terminal = try PseudoTerminal()
    let folder = try TemporaryFolder()
    try terminal.start(Probe.path, [folder.file("inputs")], environment: ["TERM": "xterm"])
    terminal.resize(columns: 71, rows: 21)
    try terminal.expect("71x21")
    #expect(folder.text("inputs").hasSuffix("resized(71x21)\n"))
  }
}
