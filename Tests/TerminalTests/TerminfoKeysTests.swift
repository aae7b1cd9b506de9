import Testing

@testable import Terminal

struct TerminfoKeysTests {
  @Test(arguments: [
    ("\u{1B}[11~", true), ("\u{1B}OP", true), ("\u{1B}A", true), ("\u{1B}[", false),
    ("\u{1B}ab", false), ("\u{1}@\r", false), ("\u{7F}", false), ("\n", false), ("\u{1B}", false),
  ])
  func `only sequences that nobody types are taken from terminfo`(bytes: String, usable: Bool) {
    #expect(TerminfoKeys.isUsable(Array(bytes.utf8)) == usable)
  }
}
