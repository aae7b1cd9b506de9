import Testing

@testable import MailMessage

struct WordTests {
  private func parts(_ text: String) -> [String] {
    Word.words(of: text).map { "\($0.space)|\($0.text)" }
  }

  @Test func `words keep the space before them, and space at the ends belongs to a word`() {
    #expect(parts("a  b c") == [" |a", "  |b", " |c"])
    #expect(parts(" a b ") == [" | a", " |b "])
    #expect(parts("  ") == [" |  "])
    #expect(parts("").isEmpty)
  }

  @Test(arguments: ["ü", " a", "a ", "=?x", String(repeating: "x", count: 76)])
  func `some words have to be encoded`(text: String) {
    #expect(Word(space: " ", text: text).needsEncoding)
  }

  @Test(arguments: ["a", "a=b?", "(x)", "\"", String(repeating: "x", count: 75)])
  func `others stand as they are`(text: String) {
    #expect(!Word(space: " ", text: text).needsEncoding)
  }
}
