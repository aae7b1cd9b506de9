import Forms
import MailMessage
import MailSettings
import Testing

@testable import Wizard

/// What the sender screen shows of mails of the system and of a user.
@Suite struct SenderPreviewTests {
  private func typist(_ mode: String, _ size: Size = Size(columns: 80, rows: 24)) -> Typist {
    var draft = Example.filled.draft
    draft.message.sender.text = mode
    draft.authentication.mode.text = "none"
    var typist = Typist(draft, section: .senderMode)
    typist.tell(.resized(size))
    return typist
  }

  @Test func `both modes are shown, the chosen one marked`() {
    var typist = typist("system")
    #expect(typist.screen.contains("▸ A mail of Alice Example: the system address"))
    #expect(typist.screen.contains("Reply-To  Alice Example <alice@yourdomain.com>"))
    #expect(typist.screen.contains("From      Alice Example <alice@yourdomain.com>"))
    typist.press(.down)
    #expect(typist.screen.contains("▸ A mail of Alice Example: the user's own address"))
  }

  @Test func `the system's own mails and the envelope are the same in both`() throws {
    for mode in ["system", "user"] {
      let examples = try #require(SenderExamples(typist(mode).state.draft))
      #expect(examples.system.from.address.text == "yourserver@yourdomain.com")
      #expect(examples.system.replyTo == nil)
      for mode in SenderMode.allCases {
        #expect(examples.user(mode).envelopeSender.text == "yourserver@yourdomain.com")
      }
    }
  }

  @Test func `without an address the documentation's example stands in`() {
    let typist = Typist(section: .senderMode)
    #expect(typist.screen.contains("Your Server <yourserver@yourdomain.com>"))
  }

  @Test func `where the login has to be the sender, it is said above`() {
    var draft = Example.filled.draft
    draft.message.sender.text = "user"
    let typist = Typist(draft, section: .senderMode)
    #expect(typist.screen.contains("! Some servers refuse a sender that is not the login"))
    #expect(typist.screen.contains("What the receiver sees"))
  }

  @Test(
    arguments: [
      Size(columns: 80, rows: 24), Size(columns: 60, rows: 15), Size(columns: 40, rows: 10),
    ])
  func `the forced system address looks as in its picture`(size: Size) throws {
    var draft = Example.filled.draft
    draft.message.sender.text = "user"
    var typist = Typist(draft, section: .senderMode)
    typist.tell(.resized(size))
    let isSame = try Picture(view(typist.state)).matches(
      "sender-forced-\(size.columns)x\(size.rows)")
    #expect(isSame)
  }

  @Test(
    arguments: ["system", "user"],
    [
      Size(columns: 80, rows: 24), Size(columns: 60, rows: 15), Size(columns: 40, rows: 10),
      Size(columns: 120, rows: 40),
    ])
  func `both modes look as in their picture`(mode: String, size: Size) throws {
    let state = typist(mode, size).state
    let isSame = try Picture(view(state)).matches("sender-\(mode)-\(size.columns)x\(size.rows)")
    #expect(isSame)
  }
}
