import SystemAccess
import Testing

@Suite struct PrintableTests {
  @Test(arguments: [
    ("Grüße, 例え 💌", "Grüße, 例え 💌"), ("a\tb", "a b"), ("a\u{1B}[31mb", "a·[31mb"),
    ("a\r\nb", "a·b"), ("a\nb\rc\0d", "a·b·c·d"), ("\u{7F}\u{85}\u{9B}", "···"),
    ("\u{202E}txt", "·txt"), ("\u{2028}\u{2029}\u{2066}\u{FEFF}", "····"), ("", ""),
  ])
  func `what could steer a terminal is replaced`(text: String, printable: String) {
    #expect(text.printable() == printable)
  }

  @Test func `a long text is cut with a mark`() {
    #expect("abcdef".printable(limit: 3) == "abc…")
    #expect("abc".printable(limit: 3) == "abc")
  }
}
