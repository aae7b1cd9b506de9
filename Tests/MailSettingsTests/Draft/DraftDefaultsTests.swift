import MailSettings
import Testing

@Suite struct DraftDefaultsTests {
  @Test func `an unchanged draft has no changes`() {
    #expect(Draft.complete().changes(from: .complete()) == 0)
  }

  @Test func `each setting and each password counts once`() {
    var draft = Draft.complete(["smtp.port": "26", "system.name": "X"])
    draft.smtp.password.type("a")
    draft.smtp.password.type("ab")
    draft.exchange.clientSecret.delete()
    #expect(draft.changes(from: .complete()) == 4)
    draft.smtp.password.undo()
    #expect(draft.changes(from: .complete()) == 3)
  }

  @Test func `a wrong text counts as its default until it is mended`() {
    let draft = Draft(["protocol": "x", "smtp.encryption": "y", "smtp.port": "z"])
    #expect(draft.chosenProtocol == .smtp)
    #expect(draft.smtp.chosenEncryption == .none)
    #expect(draft.smtp.chosenPort == .smtp)
  }

  @Test func `the incoming mailbox counts with two ways to sign in, and only over SMTP`() {
    #expect(Draft(["authentication.mode": "incoming"]).needsIncoming)
    #expect(!Draft(["authentication.mode": "password"]).needsIncoming)
    #expect(!Draft(["authentication.mode": "incoming", "protocol": "exchange"]).needsIncoming)
  }
}
