import Forms
import Testing

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("ｶ", 1), ("Ａ", 2), ("👍", 2), ("👍🏽", 2),
    ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("❤️", 2), ("•", 1), ("─", 1), ("✓", 1), ("✗", 1), ("한", 2), ("\u{301}", 0),
  ])
  func `a character takes so many columns`(text: String, columns: Int) {
    #expect(CellWidth.of(text) == columns)
  }
}
