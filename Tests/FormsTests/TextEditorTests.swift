import Forms
import TestSupport
import Testing

@Suite struct TextEditorTests {
  @Test func `typing inserts at the cursor`() {
    var editor = TextEditor("mal", cursor: 2)
    let isHandled = editor.press(.character("i"))
    #expect(isHandled)
    #expect(editor.text == "mail")
    #expect(editor.cursor == 3)
  }

  @Test func `a combining mark joins the letter before it and is deleted with it`() {
    var editor = TextEditor("")
    _ = editor.press(.character("e"))
    _ = editor.press(.character("\u{301}"))
    #expect(editor.text == "é")
    #expect(editor.cursor == 1)
    _ = editor.press(.backspace)
    #expect(editor.text.isEmpty)
  }

  @Test func `a family is one step of the cursor and one deletion`() {
    var editor = TextEditor("a👩‍👩‍👧‍👦b")
    _ = editor.press(.left)
    _ = editor.press(.backspace)
    #expect(editor.text == "ab")
    #expect(editor.cursor == 1)
  }

  @Test(arguments: [
    (Key.control("u"), "two three", 0), (.control("k"), "one ", 4), (.control("w"), "two three", 0),
    (.delete, "one wo three", 4), (.home, "one two three", 0), (.end, "one two three", 13),
    (.control("a"), "one two three", 0), (.control("e"), "one two three", 13),
  ])
  func `the keys of a text field do what they say`(key: Key, text: String, cursor: Int) {
    var editor = TextEditor("one two three", cursor: 4)
    let isHandled = editor.press(key)
    #expect(isHandled)
    #expect(editor.text == text)
    #expect(editor.cursor == cursor)
  }

  @Test(arguments: [Key.enter, .tab, .escape, .function(2), .pageUp, .alt("5"), .control("l")])
  func `other keys mean nothing in it`(key: Key) {
    var editor = TextEditor("text")
    let isHandled = editor.press(key)
    #expect(!isHandled)
    #expect(editor == TextEditor("text"))
  }

  @Test func `a window keeps the cursor in sight and counts wide characters twice`() {
    let editor = TextEditor("日本語日本語abc")
    let window = editor.window(columns: 8)
    #expect(CellWidth.of(window.text) <= 8)
    #expect(window.cursorColumn <= 7)
    #expect(window.text.hasSuffix("abc"))
  }

  @Test func `no key sequence breaks the cursor's bounds`() {
    var random = SeededGenerator(seed: 14)
    let keys: [Key] = [
      .character("ä"), .character("\u{308}"), .character("日"), .character("👍"), .character("🏽"),
      .left, .right, .home, .end, .backspace, .delete, .control("u"), .control("k"), .control("w"),
    ]
    var editor = TextEditor("")
    for _ in 0..<5_000 {
      _ = editor.press(random.pick(keys))
      #expect((0...editor.text.count).contains(editor.cursor))
      #expect(editor.window(columns: 5).cursorColumn <= 5)
    }
  }
}
