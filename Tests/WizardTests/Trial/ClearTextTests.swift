import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// A password goes out readable only after a yes that is not the default.
@Suite struct ClearTextTests {
  private func draft(
    mode: String = "password", host: String = "mail.yourdomain.com", encryption: String = "none",
    incoming: String = "none"
  ) -> Draft {
    var draft = Example.filled.draft
    draft.smtp.server.text = host
    draft.smtp.encryption.text = encryption
    draft.smtp.password.type("secret")
    draft.authentication.mode.text = mode
    draft.incoming.server.text = host
    draft.incoming.encryption.text = incoming
    draft.incoming.user.text = "alice"
    draft.incoming.password.type("secret")
    return draft
  }

  @Test func `the test asks first, and the default answer sends nothing`() {
    for key in [Key.enter, .escape] {
      var typist = Typist.testing(draft())
      typist.press(.function(5))
      #expect(typist.effects.isEmpty)
      #expect(typist.screen.contains("Send the password in clear?"))
      #expect(typist.screen.contains("No encryption is chosen for mail.yourdomain.com."))
      typist.press(key)
      #expect(typist.effects.isEmpty)
      #expect(typist.state.draft == draft())
      #expect(typist.screen.contains("Nothing was sent."))
    }
  }

  @Test func `a yes is a setting that is seen and can be taken back, and sends`() throws {
    var typist = Typist.testing(draft())
    typist.press(.function(5), .end, .enter)
    #expect(typist.state.draft.smtp.allowClearTextPassword.value == true)
    #expect(typist.effects.count == 1)
    #expect(typist.screen.contains("“Send the password even in clear” is on now."))
    try typist.fail(with: .rejected)
    typist.focus(.undo(.test))
    typist.press(.enter)
    #expect(typist.state.draft == draft())
  }

  @Test func `encrypting instead is one answer`() throws {
    var typist = Typist.testing(draft())
    typist.press(.function(5), .right)
    #expect(typist.screen.contains("[ Encrypt instead ]"))
    typist.press(.enter)
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    #expect(typist.state.draft.smtp.chosenPort == .submission)
    #expect(typist.effects.count == 1)
  }

  @Test(arguments: ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
  func `a server on this machine is not asked about`(host: String) {
    var typist = Typist.testing(draft(host: host))
    typist.press(.function(5))
    #expect(typist.effects.count == 1)
  }

  @Test(arguments: [
    ("none", "none", 1), ("password", "tls", 1), ("password", "ssl", 1),
    ("password", "tls-if-available", 1), ("password", "none", 0), ("incoming", "none", 0),
    ("incoming-first", "none", 0), ("incoming-first", "ssl", 0),
  ])
  func `only what would send a password in clear asks`(
    mode: String, encryption: String, effects: Int
  ) {
    var typist = Typist.testing(draft(mode: mode, encryption: encryption))
    typist.press(.function(5))
    #expect(typist.effects.count == effects)
  }

  @Test func `the mailbox's own sign-in asks too, and its yes counts for the mailbox alone`() {
    var typist = Typist(draft(mode: "incoming-first"), section: .incomingMailbox)
    typist.focus("testSignIn")
    typist.press(.enter)
    #expect(typist.effects.isEmpty)
    typist.press(.end, .enter)
    #expect(typist.effects.count == 1)
    #expect(typist.state.draft.incoming.allowClearTextPassword.value == true)
    #expect(typist.state.draft.smtp.allowClearTextPassword.value == nil)
  }

  @Test func `the mailbox's password by POP-before-SMTP is asked about before the test`() {
    var typist = Typist.testing(draft(mode: "incoming-first"))
    typist.press(.function(5), .end, .enter)
    #expect(typist.effects.count == 1)
    #expect(typist.state.draft.incoming.allowClearTextPassword.value == true)
  }

  @Test func `where the server offered no TLS, the question says so`() throws {
    var typist = Typist.testing(draft(encryption: "tls-if-available"))
    try typist.fail(
      with: .some(.tlsNotUsed, at: .encryption, fixes: [.allowClearText(to: .smtp)]))
    typist.focus(.fix(.test, 0))
    typist.press(.enter)
    #expect(typist.screen.contains("Mail.yourdomain.com offered no encryption."))
    #expect(!typist.screen.contains("Encrypt instead"))
    typist.press(.enter)
    #expect(typist.state.draft.smtp.allowClearTextPassword.value == nil)
    typist.press(.enter, .right, .enter)
    #expect(typist.state.draft.smtp.allowClearTextPassword.value == true)
    #expect(typist.effects.count == 2)
  }

  @Test(arguments: [("none", true), ("tls-if-available", true), ("tls", false), ("ssl", false)])
  func `Encryption is marked where a password is not sure to be encrypted`(
    encryption: String, isMarked: Bool
  ) {
    let typist = Typist(draft(encryption: encryption), section: .authentication)
    #expect(typist.screen.contains("!  5 Encryption") == isMarked)
  }

  @Test func `with TLS if available, Authentication says what the mark means`() {
    let sentence = "Where the server offers no TLS, the password is not sent"
    var typist = Typist(draft(encryption: "tls-if-available"), section: .authentication)
    typist.tell(.resized(Size(columns: 100, rows: 40)))
    #expect(typist.words.contains(sentence + ": choose TLS or SSL under Encryption"))
    typist.state.draft.smtp.server.text = "localhost"
    #expect(!typist.words.contains(sentence))
    typist = Typist(
      draft(mode: "incoming-first", incoming: "tls-if-available"), section: .authentication)
    typist.tell(.resized(Size(columns: 100, rows: 40)))
    #expect(typist.words.contains("under Incoming mailbox"))
  }
}
