import Forms
import Testing

@Suite struct CanvasTests {
  @Test func `text is cut at the right end, never through a wide character`() {
    var canvas = Canvas(size: Size(columns: 5, rows: 1))
    let columns = canvas.write("ab日本", at: Place(column: 0, row: 0))
    #expect(columns == 4)
    #expect(canvas.text(ofRow: 0) == "ab日")
  }

  @Test(arguments: ["\u{1B}[2J", "a\u{9B}31m", "\u{202E}evil", "bell\u{7}", "line\r\nbreak"])
  func `nothing that could steer a terminal gets into a cell`(text: String) {
    var canvas = Canvas(size: Size(columns: 20, rows: 1))
    canvas.write(text, at: Place(column: 0, row: 0))
    let scalars = canvas.text(ofRow: 0).unicodeScalars
    #expect(!scalars.contains { $0.properties.generalCategory == .control || $0 == "\u{202E}" })
  }

  @Test func `a place outside of it is ignored`() {
    var canvas = Canvas(size: Size(columns: 3, rows: 1))
    let before = canvas
    canvas.write("x", at: Place(column: 0, row: 4))
    canvas.write("x", at: Place(column: 9, row: 0))
    #expect(canvas == before)
  }
}
