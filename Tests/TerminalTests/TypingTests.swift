import Testing

/// Bytes typed at a real terminal, by way of terminfo, poll and the clock.
@Suite(.serialized)
struct TypingTests {
  @Test(arguments: ["xterm-256color", "screen", "linux", "rxvt", "vt100"])
  func `letters of any script and keys of any terminal arrive`(type: String) throws {
    let probe = try Probe(type: type)
    for (bytes, input) in [
      ("ü", #"character("ü")"#), ("日", #"character("日")"#), ("👍", #"character("👍")"#),
      ("\u{1B}[15~", "function(5)"), ("\u{1B}[21~", "function(10)"), ("\u{1B}[A", "up"),
      ("\u{1B}OB", "down"), ("\u{1B}[Z", "backTab"), ("\u{1B}5", #"alt("5")"#),
      ("\u{1B}", "escape"),
      ("\u{3}", #"control("c")"#), ("\u{13}", #"control("s")"#), ("\r", "enter"),
      ("\u{7F}", "backspace"), ("p", "posted(from another thread)"),
      ("\u{1B}[200~one\rtwo\u{1B}[201~", #"paste("one\rtwo")"#),
    ] {
      try probe.terminal.type(bytes)
      try probe.expect(input)
    }
    try probe.terminal.type("q")
    #expect(try probe.terminal.wait() == 0)
  }

  @Test func `a long paste arrives in one piece`() throws {
    let probe = try Probe()
    let text = String(repeating: "0123456789", count: 3000)
    try probe.terminal.type("\u{1B}[200~\(text)\u{1B}[201~")
    try probe.expect("paste(\"\(text)\")")
    #expect(probe.inputs.count == 2)
  }
}
