import Testing

@testable import MailMessage

@Test(arguments: [
  ("a b", "a b"), ("a\r\nb", "a b"), ("a\n\n\t\0b\r", "a b "), ("\u{1B}[2J", " [2J"),
  ("a\u{85}b\u{2028}c\u{2029}d\u{7F}", "a b c d "), ("ü 👩‍👩‍👧", "ü 👩‍👩‍👧"),
])
func `control characters are folded into one space`(raw: String, text: String) {
  #expect(HeaderText(raw).text == text)
}
