import Testing

@testable import PracticeServer

@Test(arguments: [
  (["a\r\n", "b\r\n"], "a\nb\n"), (["\r\r\n", "a\rb\r\n"], "\r\na\rb\n"),
  (["a\nb", "\r\n"], "a\nb\n"), ([], ""), (["\r\n\r\n"], "\n\n"),
])
func `a Maildir holds LF where the wire has CRLF, and lone ones as they are`(
  parts: [String], text: String
) {
  var stored = MaildirText()
  for part in parts { stored.append(Array(part.utf8)) }
  #expect(stored.bytes == Array(text.utf8))
}
