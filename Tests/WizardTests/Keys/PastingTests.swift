import Forms
import MailSettings
import Testing

@testable import Wizard

@Suite struct PastingTests {
  private static let lengths = [1, 12_000, 100_000]

  @Test(arguments: lengths)
  func `a long paste is one edit, in brackets or not`(length: Int) {
    let text = String(repeating: "x", count: length)
    for event in [Event.paste(text), .text(text)] {
      var typist = Typist(section: .server)
      typist.type("a")
      typist.press(.left)
      typist.tell(event)
      #expect(typist.state.draft.smtp.server.text == text + "a")
      #expect(typist.state.notice == nil)
    }
  }

  @Test func `what a one-line text cannot take is told by its number of lines`() {
    for (text, told) in [
      ("one\ntwo", "the second was left out"), ("\n\none\r\n\r\ntwo\rthree", "the other 2 were"),
    ] {
      var typist = Typist(section: .systemAddress)
      typist.tell(.paste(text))
      #expect(typist.state.draft.system.name.text == "one")
      #expect(typist.screen.contains(told))
      typist.press(.tab)
      #expect(!typist.screen.contains(told))
    }
  }

  @Test func `a line break at the end is nothing left out`() {
    var typist = Typist(section: .systemAddress)
    typist.tell(.paste("one\r\n"))
    #expect(typist.state.notice == nil)
  }

  @Test func `a password pasted with more lines is told without being shown`() {
    var typist = Typist(Example.filled.draft, section: .authentication)
    typist.focus("smtp.password")
    typist.tell(.paste("zaunk0enig\nsecond"))
    #expect(typist.state.draft.smtp.password.change == .replace(Secret("zaunk0enig")))
    #expect(typist.screen.contains("Pasted the first of 2 lines"))
    #expect(!typist.screen.contains("zaunk0enig") && !typist.screen.contains("second\n"))
  }

  @Test func `a paste beyond all measure is cut, and told`() {
    var typist = Typist(section: .systemAddress)
    typist.tell(.paste(String(repeating: "y", count: 200_000)))
    #expect(typist.state.draft.system.name.text.count == 131_072)
    #expect(typist.screen.contains("Pasted the first 131072 characters"))
  }

  @Test func `where nothing takes a text, nothing changes and that is told`() {
    var typist = Typist(section: .mailProtocol)
    typist.tell(.paste("exchange"))
    #expect(typist.state.draft == Draft())
    #expect(typist.screen.contains("Nothing was pasted"))
  }

  @Test func `keys typed ahead where no text is edited stay keys`() {
    var typist = Typist(.withServer, section: .encryption)
    typist.tell(.text("  "))
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    typist.press(.function(1))
    typist.tell(.text("  "))
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
  }

  @Test func `a second wizard takes no paste`() {
    var typist = Typist(section: .server)
    typist.state = State(
      surroundings: .example, saved: Draft(), isFirstRun: false, section: .server,
      heldBy: .root)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    typist.tell(.paste("a\nb"))
    #expect(typist.state.draft == Draft())
    #expect(typist.state.notice?.sentence.contains("edited by root") == true)
  }
}
