import Forms
import MailDiagnosis
import MailDialogue
import Testing

@testable import Wizard

/// The dialogue with the server: read during a test and after it.
@Suite struct TranscriptTests {
  private func talking(_ count: Int) throws -> Typist {
    var typist = Typist.testing()
    typist.press(.function(5))
    for number in 0..<count { try typist.hear(.server, "250 line \(number).") }
    return typist
  }

  @Test func `without any it says where one comes from`() {
    var typist = Typist.testing()
    typist.press(.function(8))
    #expect(typist.screen.contains("No transcript yet: send a test e-mail first (F5)."))
  }

  @Test func `it can be read before a word was said, and fills in live`() throws {
    var typist = try talking(0)
    typist.press(.function(8))
    #expect(typist.screen.contains("What is being said"))
    #expect(typist.screen.contains("Nothing yet."))
    try typist.hear(.server, "220 hello")
    #expect(typist.screen.contains("S: 220 hello"))
  }

  @Test func `it stays at its end while lines come, and where it was scrolled to`() throws {
    var typist = try talking(60)
    typist.press(.function(8))
    #expect(typist.screen.contains("line 59."))
    #expect(typist.screen.contains("of 60"))
    try typist.hear(.server, "250 line 60.")
    #expect(typist.screen.contains("line 60."))
    typist.press(.up)
    try typist.hear(.server, "250 line 61.")
    #expect(!typist.screen.contains("line 61."))
    typist.press(.home)
    #expect(typist.screen.contains("line 0."))
    typist.press(.end)
    try typist.hear(.server, "250 line 62.")
    #expect(typist.screen.contains("line 62."))
  }

  @Test func `Escape closes it and cancels nothing`() throws {
    var typist = try talking(3)
    typist.press(.function(8), .escape)
    #expect(typist.state.work != nil)
    #expect(typist.state.dialog == nil)
  }

  @Test func `the end comes under it, and the first way out has the focus then`() throws {
    var typist = try talking(3)
    typist.press(.function(8))
    try typist.end(.failed(.wrongPort))
    #expect(typist.screen.contains("What was said"))
    typist.press(.function(8))
    #expect(typist.state.focus == .fix(.test, 0))
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 10)])
  func `every line can be reached, in every window`(size: Size) throws {
    var typist = try talking(40)
    typist.tell(.resized(size))
    typist.press(.function(8), .home)
    var seen: Set<Int> = []
    for _ in 0..<60 {
      for number in 0..<40 where typist.screen.contains("line \(number).") { seen.insert(number) }
      typist.press(.down)
    }
    #expect(seen.count == 40)
  }
}
