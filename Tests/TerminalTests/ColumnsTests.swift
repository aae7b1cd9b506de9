import Forms
import Glibc
import TestSupport
import Testing

@testable import Terminal

/// A canvas' columns beside those of the C library and of a real terminal.
@Suite(.serialized)
struct ColumnsTests {
  @Test func `whatever Unicode has fills exactly the columns that a canvas gives it`() {
    _ = TerminalLocale.adopt()
    let text = WideText()
    // Ideographs are thousands of the same.
    for value in [Array(UInt32(0xA0)...0x4DFF), Array(0x9F00...0x1FBFF)].joined() {
      guard let character = Unicode.Scalar(value).map(Character.init) else { continue }
      let columns = CellWidth.of(character)
      guard columns > 0 else { continue }
      var wide: [wchar_t] = []
      text.append(character, columns: columns, to: &wide)
      let used = wide.compactMap { Unicode.Scalar(UInt32($0)) }.reduce(0) { $0 + text.widthOf($1) }
      #expect(used == columns, "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("grüße", "grüße"), ("日本語テキスト", "日本語テキスト"), ("한국어", "한국어"),
    ("e\u{301}z\u{308}", "e\u{301}z\u{308}"),
    ("👍🏽👨‍👩‍👧❤\u{FE0F}", "👍👨❤ "), ("ไทย ελληνικά עברית", "ไทย ελληνικά עברית"),
  ])
  func `the rest of a row stays in its place after any character`(
    typed: String, shown: String
  ) async throws {
    let tmux = try Tmux([Probe.path])
    try await tmux.waitFor("Given")
    try tmux.type(typed)
    try await tmux.waitFor("Text: [\(shown)]")
    let cursor = Tmux.Cursor(column: 7 + CellWidth.of(typed), row: 7)
    try await Waiting.until("the cursor at \(cursor)") { () async throws in
      try tmux.cursor() == cursor ? true : nil
    }
    // In the middle, too, where only a part of the row is sent.
    try tmux.send("Home")
    try tmux.type("ab")
    let screen = try await tmux.waitFor("Text: [ab\(shown)]")
    #expect(screen.split(separator: "\n").contains("Text: [ab\(shown)]"), "\(screen)")
  }
}
