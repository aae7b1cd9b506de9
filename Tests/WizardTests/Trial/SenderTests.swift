import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// The test e-mail as one that a user triggers, and which of the two was proved.
@Suite struct SenderTests {
  private func typist(_ mode: String, to recipient: String = "admin@yourdomain.com") -> Typist {
    var draft = Example.filled.draft
    draft.message.sender.text = mode
    var typist = Typist.testing(draft, to: recipient)
    typist.tell(.resized(Size(columns: 120, rows: 40)))
    return typist
  }

  private func sender(_ typist: Typist) -> MailAddress? {
    guard case .sendTest(_, _, _, let user)? = typist.effects.last else { return nil }
    return user
  }

  @Test func `with the user's own address a test of each can be sent, and says which it proved`()
    throws
  {
    var typist = typist("user")
    #expect(typist.screen.contains("[ Send as a user ]"))
    try typist.deliver()
    #expect(sender(typist) == nil)
    #expect(typist.words.contains("This proves the mails of the system, from yourserver@"))
    typist.focus(.sendAsUser)
    typist.press(.enter)
    #expect(sender(typist)?.text == "admin@yourdomain.com")
    try typist.deliver()
    #expect(typist.words.contains("it came from admin@yourdomain.com."))
  }

  @Test func `with the system address the user is where replies go`() throws {
    var typist = typist("system")
    #expect(!typist.screen.contains("[ Send as a user ]"))
    try typist.deliver()
    #expect(!typist.screen.contains("This proves"))
    typist.focus(.sendAsUser)
    typist.press(.enter)
    try typist.deliver()
    #expect(typist.words.contains("replies go to admin@yourdomain.com."))
  }

  @Test(arguments: [
    ("admin@elsewhere.example", "example.user@yourdomain.com"),
    ("yourserver@yourdomain.com", "example.user@yourdomain.com"),
    ("admin@YourDomain.com", "admin@YourDomain.com"),
  ])
  func `the user is of the system's own domain, and not the system`(to: String, user: String) {
    #expect(typist("user", to: to).state.exampleUser?.text == user)
  }

  @Test func `sending again repeats the same of the two`() throws {
    var typist = typist("user")
    typist.focus(.sendAsUser)
    typist.press(.enter)
    try typist.fail(with: .wrongPort)
    typist.press(.enter)
    #expect(sender(typist)?.text == "admin@yourdomain.com")
  }
}
