import Testing

@testable import MailMessage

@Test(arguments: [
  ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
  ("\n\n", ["", ""]), ("\r\r\n\n", ["", "", ""]), ("a\n\rb", ["a", "", "b"]),
  ("a\u{2028}b", ["a\u{2028}b"]),
])
func `LF, CR and CRLF end a line`(text: String, lines: [String]) {
  #expect(LineEndings.lines(of: text) == lines)
}
