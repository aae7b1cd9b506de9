import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// A window without room for the page takes no key whose effect nobody could see.
@Suite struct TooSmallTests {
  private func shrunk(_ section: Section = .server) -> Typist {
    var typist = Typist(Example.filled.draft, section: section)
    typist.tell(.resized(Size(columns: 39, rows: 9)))
    return typist
  }

  @Test func `keys and pastes change nothing`() {
    let keys: [Key] = [
      .enter, .tab, .backTab, .up, .down, .left, .right, .character("x"), .character(" "),
      .character("?"), .backspace, .delete, .pageDown, .pageUp, .escape, .function(1), .function(2),
      .function(5), .function(6), .function(8), .alt("1"), .alt("2"), .alt("5"), .control("u"),
    ]
    var typist = shrunk()
    let before = typist.state
    for key in keys { typist.press(key) }
    typist.tell(.paste("pasted"))
    #expect(typist.state == before)
    #expect(typist.effects.isEmpty)
  }

  @Test(arguments: [Key.function(10), .alt("0"), .control("c")])
  func `quitting works, and asks on its own lines where something would be lost`(key: Key) {
    var typist = shrunk()
    typist.press(key)
    #expect(typist.effects == [.quit])

    typist = Typist(Example.filled.draft, section: .server)
    typist.type("x")
    typist.tell(.resized(Size(columns: 39, rows: 9)))
    typist.press(key)
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("1 unsaved change would be lost."))
    #expect(typist.screen.contains("F10 again quits, Esc stays."))
    typist.press(.escape)
    #expect(typist.screen.contains("F10 quits."))
    typist.press(key, key)
    #expect(typist.effects == [.quit])
  }

  @Test func `it tells the size it needs, wrapped where it must be`() {
    var typist = shrunk()
    typist.tell(.resized(Size(columns: 16, rows: 5)))
    #expect(typist.screen.contains("Too small:"))
    #expect(typist.screen.contains("F10 quits."))
  }

  @Test func `what is under way goes on, and its end is there afterwards`() throws {
    var typist = Typist.testing()
    typist.press(.function(5))
    typist.tell(.resized(Size(columns: 20, rows: 5)))
    try typist.deliver()
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    #expect(typist.screen.contains("Mail works"))
  }
}
