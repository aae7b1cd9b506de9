import Forms
import MailSettings
import Testing

@testable import Wizard

/// What the encoding screen shows of a mail, at each key.
@Suite struct EncodingPreviewTests {
  private func typist(_ encoding: String = "", name: String = "Your Server") -> Typist {
    var draft = Example.filled.draft
    draft.message.encoding.text = encoding
    draft.system.name.text = name
    return Typist(draft, section: .encoding)
  }

  @Test func `the header follows each choice`() {
    var typist = typist("ISO-8859-1", name: "Jörg")
    #expect(typist.screen.contains("From: =?ISO-8859-1?Q?J=F6rg?="))
    #expect(typist.screen.contains("Subject: =?ISO-8859-1?Q?Sch=F6nen?= Tag noch"))
    typist.press(.right)
    #expect(typist.screen.contains("From: =?ISO-8859-2?Q?J=F6rg?="))
    #expect(typist.screen.contains("Dzień dobry"))
  }

  @Test func `it follows each key in the text`() {
    var typist = typist("ISO-8859-1")
    typist.focus("sample")
    typist.type("5")
    #expect(typist.screen.contains("Subject: 5") && !typist.screen.contains("Use UTF-8"))
    typist.type(" €")
    #expect(typist.screen.contains("! ISO-8859-1 cannot write “€” in this text."))
    #expect(typist.screen.contains("Subject: cannot be written"))
    typist.press(.backspace, .backspace)
    #expect(typist.screen.contains("Subject: 5") && !typist.screen.contains("Use UTF-8"))
    #expect(typist.state.unsavedChanges == 0)
  }

  @Test func `one key takes UTF-8`() {
    var typist = typist("ISO-8859-1")
    typist.focus("sample")
    typist.type("☃")
    typist.focus(.useUTF8)
    typist.press(.enter)
    #expect(typist.state.draft.message.encoding.value == .utf8)
    #expect(typist.screen.contains("Subject: =?UTF-8?B?4piD?="))
    #expect(Blocks(typist.state).items.contains(typist.state.focus))
  }

  @Test func `a name that is lost is offered UTF-8 once`() {
    var typist = typist("ISO-8859-1", name: "Łukasz")
    typist.focus("sample")
    typist.type("☃")
    typist.tell(.resized(Size(columns: 80, rows: 40)))
    let offers = Blocks(typist.state).items.filter { $0.label(in: typist.state) == "Use UTF-8" }
    #expect(offers.count == 1)
    #expect(typist.screen.contains("From: cannot be written"))
  }

  @Test func `a name that is lost is a problem of the section`() {
    for (encoding, isProblem) in [("ISO-8859-1", true), ("ISO-8859-2", false), ("UTF-8", false)] {
      var draft = Example.filled.draft
      (draft.message.encoding.text, draft.system.name.text) = (encoding, "Łukasz")
      let typist = Typist(draft, section: .systemAddress)
      #expect(
        (typist.state.mark(of: .encoding, troubled: typist.state.troubledSections) == .problem)
          == isProblem, "\(encoding)")
    }
  }

  @Test func `signs stand under what is lost, also behind wide characters`() throws {
    var typist = typist("EUC-KR")
    typist.focus("sample")
    typist.type("안녕☃가€")
    let rows = typist.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let text = try #require(rows.firstIndex { $0.contains("Subject  안녕☃가") })
    let before = try #require(rows[text].split(separator: "안").first)
    let start = CellWidth.of(before) + 4
    #expect(rows[text + 1].dropFirst(start).hasPrefix("^"), "\(typist.screen)")
  }

  @Test func `while the encoding is unknown it says so`() {
    var typist = typist("UTF-8")
    typist.focus("message.encoding")
    typist.press(.tab)
    typist.press(.control("u"))
    typist.type("ISO")
    #expect(typist.screen.contains("as soon as this system knows the"))
    typist.type("-8859-7")
    #expect(typist.screen.contains("Γειά σου"))
  }

  @Test func `a second wizard may try texts`() {
    var typist = Typist()
    typist.state = State(
      surroundings: .example, saved: Example.filled.draft, isFirstRun: false, section: .encoding,
      heldBy: .root)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    typist.focus("sample")
    typist.type("☃")
    #expect(typist.state.sample.text == "☃")
    typist.focus(.useUTF8)
    typist.press(.enter)
    #expect(typist.state.draft == typist.state.saved)
  }

  @Test func `Enter goes past it`() {
    var typist = typist()
    typist.press(.enter, .enter)
    #expect(typist.state.focus == .next)
  }

  @Test(arguments: CharacterEncoding.offered)
  func `each set has a greeting that it can write`(encoding: CharacterEncoding) {
    let text = EncodingSample.text(for: encoding)
    #expect(encoding.missing(in: text).isEmpty)
    #expect(encoding.text == "US-ASCII" || text.contains { !$0.isASCII })
  }

  @Test(arguments: [
    Size(columns: 80, rows: 24), Size(columns: 60, rows: 15), Size(columns: 40, rows: 10),
    Size(columns: 120, rows: 40),
  ])
  func `lost characters look as in their picture`(size: Size) throws {
    var typist = typist("ISO-8859-1")
    typist.tell(.resized(size))
    typist.focus("sample")
    typist.type("Grüße, 5 € für den ☃")
    let isSame = try Picture(view(typist.state)).matches(
      "encoding-lost-\(size.columns)x\(size.rows)")
    #expect(isSame)
  }
}
