import Forms
import MailSettings
import Testing

@testable import Wizard

/// The list of sections with the focus in it.
@Suite struct ListTests {
  private func isInList(_ typist: Typist, at index: Int) -> Bool {
    typist.state.focus == .page(.section(Section.allCases[index]))
  }

  @Test func `Shift-Tab from the first field leads to the list, Tab and Esc back to it`() {
    for key in [Key.tab, .escape] {
      var typist = Typist(section: .systemAddress)
      typist.press(.backTab)
      #expect(isInList(typist, at: 2))
      typist.press(key)
      #expect(typist.state.focusedField?.id == "system.name")
    }
  }

  @Test func `Shift-Tab from the list goes on around the page`() {
    var typist = Typist(section: .server)
    typist.press(.backTab, .backTab)
    #expect(typist.state.focus == .next)
  }

  @Test func `Left leads there from the beginning of a text, and within it moves the cursor`() {
    var typist = Typist(section: .server)
    typist.type("ab")
    typist.press(.left, .left)
    #expect(typist.state.focusedField?.id == "smtp.server")
    typist.press(.left)
    #expect(isInList(typist, at: 3))
  }

  @Test func `Left leads there from the first choice of a list, and within it moves the choice`() {
    var typist = Typist(section: .mailProtocol)
    typist.press(.right)
    #expect(typist.state.draft.chosenProtocol == .exchange)
    typist.press(.left)
    #expect(typist.state.draft.chosenProtocol == .smtp)
    typist.press(.left)
    #expect(isInList(typist, at: 0))
    #expect(typist.state.draft.chosenProtocol == .smtp)
  }

  @Test func `Left from a field further down leads nowhere`() {
    var typist = Typist(section: .server)
    typist.focus("smtp.port")
    typist.press(.left)
    #expect(typist.state.focusedField?.id == "smtp.port")
  }

  @Test(arguments: [Key.enter, .right, .character(" ")])
  func `up and down move there without opening, then a key opens`(key: Key) {
    var typist = Typist(section: .server)
    typist.press(.backTab, .down, .down, .up)
    #expect(typist.state.screen?.id == .server)
    #expect(isInList(typist, at: 4))
    typist.press(key)
    #expect(typist.state.screen?.id == .encryption)
    #expect(typist.state.focusedField?.id == "smtp.encryption")
  }

  @Test func `its ends hold`() {
    var typist = Typist(section: .mailProtocol)
    typist.press(.backTab, .up)
    #expect(isInList(typist, at: 0))
    for _ in 0..<20 { typist.press(.down) }
    #expect(typist.state.focus == .page(.summary))
    typist.press(.home)
    #expect(isInList(typist, at: 0))
    typist.press(.end, .enter)
    #expect(typist.state.page == .summary)
  }

  @Test(arguments: Array(2...9))
  func `a digit goes to its section`(digit: Int) {
    var typist = Typist(section: .server)
    typist.press(.backTab, .character(Character("\(digit)")))
    #expect(typist.state.page == .section(Section.allCases[digit - 1]))
    #expect(typist.state.listEntry == nil)
  }

  @Test(arguments: [("1", 1), ("10", 10), ("11", 11), ("0", 10), ("12", 1), ("1x", 1)])
  func `two digits go to 10 and 11`(typed: String, section: Int) {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.press(.backTab)
    typist.type(typed)
    #expect(typist.state.page == .section(Section.allCases[section - 1]))
    #expect(typist.state.draft == Example.filled.draft)
    typist.press(.pageUp, .backTab)
    #expect(typist.state.draft == Example.filled.draft)
  }

  @Test func `a digit after 1 and another key is a digit again`() {
    var typist = Typist(section: .systemAddress)
    typist.press(.backTab, .character("1"), .pageDown, .character("0"))
    #expect(typist.state.draft.system.name.text == "0")
  }

  @Test func `two digits typed ahead arrive together`() {
    var typist = Typist(section: .server)
    typist.press(.backTab)
    typist.tell(.text("10"))
    #expect(typist.state.page == .section(.connectionLimit))
  }

  @Test func `a section that does not apply says so before it is opened`() {
    var typist = Typist(section: .mailProtocol)
    typist.press(.backTab, .down)
    #expect(typist.screen.contains("Choose Microsoft Exchange under Protocol first."))
    typist.press(.enter)
    #expect(typist.state.page == .section(.exchange))
  }

  @Test(arguments: [Size(columns: 60, rows: 15), Size(columns: 40, rows: 10)])
  func `without room for it the list takes the place of the page`(size: Size) {
    var typist = Typist(Example.filled.draft, section: .testEmail)
    typist.tell(.resized(size))
    typist.press(.left)
    #expect(typist.screen.contains("▸ 11 Test e-mail"))
    typist.press(.home)
    #expect(typist.screen.contains("✓  1 Protocol"))
    typist.press(.character("4"))
    #expect(typist.screen.contains("4/11 Server"))
  }

  @Test func `commands work there, and leaving a field by the list shows its problem`() {
    var typist = Typist(section: .server)
    typist.type("mail server")
    typist.press(.home, .left)
    #expect(typist.screen.contains("! mail server is not"))
    typist.press(.function(1))
    #expect(typist.screen.contains("Marks:"))
    typist.press(.escape)
    #expect(isInList(typist, at: 3))
    typist.press(.pageDown)
    #expect(typist.state.screen?.id == .encryption)
  }

  @Test func `under a dialog the list has no highlight and no cursor`() {
    var typist = Typist(section: .server)
    typist.press(.backTab)
    #expect(view(typist.state).cells.joined().contains { $0.style == .focus })
    #expect(view(typist.state).cursor != nil)
    typist.press(.function(1))
    #expect(!view(typist.state).cells.joined().contains { $0.style == .focus })
    #expect(view(typist.state).cursor == nil)
  }
}
