import Testing

/// What reaches a terminal, byte by byte.
@Suite(.serialized)
struct DrawingTests {
  @Test func `a typed character costs few bytes`() throws {
    let probe = try Probe()
    let start = try probe.settledOutput()
    for letter in "abcdefghijklmnABCDEFGH" {
      try probe.terminal.type(String(letter))
      try probe.expect("character(\"\(letter)\")")
    }
    let bytes = try probe.settledOutput() - start
    // The first also writes where the probe says what it was given.
    #expect(bytes <= 22 * 40, "\(bytes) bytes for 22 characters")
  }

  @Test func `an equal canvas sends nothing`() throws {
    let probe = try Probe()
    try probe.terminal.type("\u{1B}[H")
    try probe.expect("home")
    let before = try probe.settledOutput()
    try probe.terminal.type("\u{1B}[H\u{1B}[H\u{1B}[H")
    try probe.expect("home", times: 4)
    #expect(try probe.settledOutput() == before)
  }

  @Test func `a bare cursor move is all that a moved cursor costs`() throws {
    let probe = try Probe()
    for key in ["a", "b", "\u{1B}[D", "\u{1B}[D"] { try probe.terminal.type(key) }
    try probe.expect("left", times: 2)
    let before = try probe.settledOutput()
    try probe.terminal.type("\u{1B}[C")
    try probe.expect("right")
    #expect(try probe.settledOutput() - before <= 40)
  }

  @Test func `Ctrl-L draws everything anew`() throws {
    let probe = try Probe()
    let before = try probe.settledOutput()
    try probe.terminal.type("\u{C}")
    try probe.terminal.expect("title", after: before)
    #expect(probe.inputs.count == 1)
  }

  @Test(arguments: ["1", "anything"])
  func `NO_COLOR sends no colour`(value: String) throws {
    let probe = try Probe(environment: ["NO_COLOR": value])
    let output = probe.terminal.pump()
    #expect(!output.contains("\u{1B}[31") && !output.contains(";31"))
    #expect(!output.contains("\u{1B}[32") && !output.contains("\u{1B}[39"))
    #expect(output.contains("trouble"))
  }

  @Test func `an empty NO_COLOR allows colours`() throws {
    let probe = try Probe(environment: ["NO_COLOR": ""])
    #expect(probe.terminal.pump().contains("\u{1B}[31m"))
  }

  @Test func `a cursor that is nowhere is hidden`() throws {
    let (hide, show) = ("\u{1B}[?25l", "\u{1B}[?25h")
    let probe = try Probe()
    let before = try probe.settledOutput()
    try probe.terminal.type("\u{1B}OQ")
    try probe.terminal.expect(hide, after: before)
    let hidden = try probe.settledOutput()
    #expect(!probe.terminal.text(before..<hidden).contains(show))
    try probe.terminal.type("\u{1B}OQ")
    try probe.terminal.expect(show, after: hidden)
    #expect(!probe.terminal.text(hidden..<(try probe.settledOutput())).contains(hide))
  }

  @Test(arguments: [
    (["LANG": "C"], true), (["LANG": ""], true), (["LANG": "xx_XX.UTF-8"], true),
    (["LC_CTYPE": "UTF-8"], true), (["LC_ALL": "C"], false), (["LC_ALL": "POSIX"], false),
    (["LC_CTYPE": "de_DE.ISO-8859-1"], false),
  ])
  func `borders are ASCII only where the locale says so`(
    environment: [String: String], isUTF8: Bool
  ) throws {
    let probe = try Probe(environment: environment)
    #expect(probe.terminal.pump().contains("Probe ─") == isUTF8)
    #expect(probe.terminal.pump().contains("Probe -") == !isUTF8)
    try probe.terminal.type("ü")
    try probe.expect(#"character("ü")"#)
  }
}
