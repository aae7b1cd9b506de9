import Forms
import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// What a button under a diagnosis changes, says, and goes on with.
@Suite struct FixTests {
  private func failed(_ diagnosis: Diagnosis) throws -> Typist {
    var typist = Typist.testing()
    try typist.fail(with: diagnosis)
    return typist
  }

  @Test func `one key makes a safe fix and sends again`() throws {
    var typist = try failed(.wrongPort)
    #expect(typist.state.focus == .fix(.test, 0))
    #expect(typist.screen.contains("[ Use TLS on port 587 and send again ]"))
    typist.press(.enter)
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    #expect(typist.state.draft.smtp.port.text == "587")
    let settings = try Settings(typist.state.draft)
    let address = try MailAddress(typed: "admin@example.com")
    #expect(typist.effects.last == .sendTest(run: 2, settings, to: address))
    #expect(typist.screen.contains("✓ Encryption is now TLS (STARTTLS, required)."))
    #expect(typist.screen.contains("✓ Port is now 587."))
  }

  @Test func `nothing red is left of what is solved`() throws {
    var typist = try failed(.wrongPort)
    typist.press(.enter)
    try typist.deliver()
    #expect(typist.screen.contains("Mail works: delivered to admin@example.com"))
    #expect(!typist.screen.contains("does not speak SSL"))
    let styles = view(typist.state).cells.flatMap { $0.map(\.style) }
    #expect(!styles.contains(.trouble))
  }

  @Test func `a fix that did not help can still be taken back`() throws {
    var typist = try failed(.wrongPort)
    typist.press(.enter)
    try typist.fail(with: .rejected)
    #expect(typist.screen.contains("[ Undo ]"))
    typist.focus(.undo(.test))
    typist.press(.enter)
    #expect(typist.state.draft == Example.filled.draft)
    #expect(typist.screen.contains("Port is now 465"))
    #expect(typist.state.focus == .sendAgain(.test))
  }

  @Test func `after a refused sign-in a fix waits for a second key`() throws {
    var typist = try failed(.rejected)
    #expect(typist.screen.contains("[ Sign in as alice@yourdomain.com ]"))
    typist.press(.enter)
    #expect(typist.effects.count == 1)
    #expect(typist.screen.contains("✓ User name is now alice@yourdomain.com."))
    #expect(typist.screen.contains("[ Send again ]  [ Undo ]"))
    #expect(typist.state.focus == .sendAgain(.test))
    #expect(typist.screen.contains("Before this change:"))
    #expect(typist.styles(of: "refused user alice") == [.dim])
    typist.press(.enter)
    #expect(typist.effects.count == 2)
  }

  @Test func `Undo brings the old report back as it was`() throws {
    var typist = try failed(.rejected)
    typist.press(.enter)
    typist.focus(.undo(.test))
    typist.press(.enter)
    #expect(typist.state.draft == Example.filled.draft)
    #expect(typist.styles(of: "refused user alice") == [.trouble])
    #expect(typist.state.focus == .fix(.test, 0))
    #expect(typist.screen.contains("Taken back. User name is now yourserver@yourdomain.com."))
  }

  @Test func `Alt-U does the same`() throws {
    var typist = try failed(.rejected)
    typist.press(.enter, .alt("u"))
    #expect(typist.state.draft == Example.filled.draft)
    #expect(typist.screen.contains("Taken back."))
  }

  /// Every one of these waits: an open door, locked accounts, passwords for others, what time
  /// mends.
  @Test(
    arguments: [
      (.authNotOffered, Stage.authentication, nil, ["authentication.mode": "none"], false),
      (.authRejected, .authentication, 535, ["smtp.port": "587"], false),
      (.incomingRejected, .authentication, nil, ["smtp.port": "587"], false),
      (.authNoMechanism, .authentication, 534, ["authentication.mechanism": "LOGIN"], false),
      (.unknown, .authentication, 554, ["smtp.port": "587"], false),
      (.certificateNameMismatch, .certificate, nil, ["smtp.server": "b.example.com"], false),
      (.limitRate, .recipient, 450, ["connections.maximum": "2"], true),
    ] as [(Finding, Stage, Int?, [SettingKey: String], Bool)])
  func `what is not safe does not go on by itself`(
    finding: Finding, stage: Stage, code: Int?, changes: [SettingKey: String], isTemporary: Bool
  ) throws {
    var typist = try failed(
      .some(
        finding, at: stage, fixes: [.change(.useUTF8, changes)],
        reply: code.map { Reply(code: $0, lines: ["no"]) }, isTemporary: isTemporary))
    #expect(typist.screen.contains("[ Use UTF-8 ]"))
    typist.press(.enter)
    #expect(typist.effects.count == 1)
    #expect(typist.state.focus == .sendAgain(.test))
  }

  @Test(
    arguments: [
      (.helloName, Stage.greeting, 501, ["smtp.hello-name": "app.example.com"]),
      (.authNoMechanism, .authentication, 504, ["authentication.mechanism": "LOGIN"]),
      (.authEncryptionRequired, .authentication, 530, ["smtp.encryption": "tls"]),
      (.messageEncoding, .message, nil, ["message.encoding": "UTF-8"]),
      (.senderNotOwner, .sender, 553, ["system.address": "alice@example.com"]),
    ] as [(Finding, Stage, Int?, [SettingKey: String])])
  func `what is safe does`(
    finding: Finding, stage: Stage, code: Int?, changes: [SettingKey: String]
  ) throws {
    var typist = try failed(
      .some(
        finding, at: stage, fixes: [.change(.useUTF8, changes)],
        reply: code.map { Reply(code: $0, lines: ["no"]) }))
    typist.press(.enter)
    #expect(typist.effects.count == 2)
  }

  @Test func `a change by hand makes the old report dim, and changing it back red again`() throws {
    var typist = try failed(.rejected)
    typist.press(.pageUp)
    typist.type("5")
    typist.press(.pageDown)
    #expect(typist.screen.contains("Changed since:"))
    #expect(typist.styles(of: "refused user alice") == [.dim])
    typist.press(.pageUp)
    typist.press(.backspace, .pageDown)
    #expect(typist.styles(of: "refused user alice") == [.trouble])
  }

  @Test func `another recipient makes a failure old, and a delivery not`() throws {
    var typist = try failed(.rejected)
    typist.focus("recipient")
    typist.type("x")
    #expect(typist.screen.contains("Changed since: Send to."))
    try typist.deliver()
    typist.focus("recipient")
    typist.type("y")
    #expect(typist.styles(of: "Mail works") == [.done])
  }

  @Test func `saving alone makes no verdict old`() throws {
    var typist = Typist.testing()
    typist.state.draft.smtp.password.type("new one")
    try typist.deliver()
    typist.press(.function(2))
    var onDisk = typist.state.draft
    onDisk.smtp.password = PasswordDraft(
      stored: .init(Secret("new one"), host: "mail.yourdomain.com"))
    typist.tell(.saved(run: try #require(typist.state.work).run, onDisk))
    #expect(typist.state.hasProof)
    #expect(typist.styles(of: "Mail works") == [.done])
  }

  @Test func `the cause and the first button are in sight in small windows`() throws {
    let said = "This account is locked until somebody has set another password for it"
    let long = Diagnosis(
      finding: .authRejected, stage: .authentication,
      reason: .signingIn(
        .rejected(Diagnosis.server, user: "alice", said: said, .naver, isExpired: true)),
      responsible: .you, fixes: Diagnosis.wrongPort.fixes,
      reply: Reply(code: 554, lines: ["no"]))
    for size in [(80, 24), (60, 15), (50, 12)] {
      var typist = Typist.testing()
      typist.tell(.resized(Size(columns: size.0, rows: size.1)))
      try typist.fail(with: long)
      #expect(typist.screen.contains("The server mail.yourdomain.com"), "\(size)\n\(typist.screen)")
      #expect(typist.screen.contains("[ Use TLS on port 587"), "\(size)\n\(typist.screen)")
    }
  }

  @Test func `a fix leads to its field`() throws {
    var typist = try failed(
      .some(.authAppPassword, at: .authentication, fixes: [.typeNewPassword(.smtp)]))
    typist.press(.enter)
    #expect(typist.state.screen?.id == .authentication)
    #expect(typist.state.focusedField?.id == "smtp.password")
    #expect(!typist.screen.contains("is needed"))
    typist.type("new")
    #expect(typist.screen.contains("will be replaced"))
  }

  @Test func `where a command gives the password, the way leads to the command`() throws {
    var draft = Example.filled.draft
    draft.authentication.passwordCommand.text = "pass show mail"
    var typist = Typist.testing(draft)
    try typist.fail(with: .rejected)
    typist.focus(.fix(.test, 1))
    typist.press(.enter)
    #expect(typist.state.focusedField?.id == "authentication.password-command")
  }

  @Test(
    arguments: [
      (
        .open(.giveHelloName, FormPlace(.server, .smtpHelloName)), .server,
        .setting(.smtpHelloName)
      ),
      (.changeRecipient(.chooseRecipient), .testEmail, .recipient),
      (.typePassword(.smtp), .authentication, .password(.smtp)),
      (.typeNewPassword(.smtp), .authentication, .password(.smtp)),
    ] as [(Fix, Section, FieldKey)])
  func `a way out that changes nothing by itself leads to its field`(
    fix: Fix, section: Section, key: FieldKey
  ) throws {
    var typist = try failed(
      .some(.unknown, at: .authentication, fixes: [fix]))
    #expect(typist.state.focus == .fix(.test, 0))
    #expect(typist.screen.contains("[ \(fix.label) ]"), "\(typist.screen)")
    typist.press(.enter)
    #expect(typist.state.screen?.id == section)
    #expect(typist.state.focusedField?.key == key)
    #expect(typist.effects.count == 1)
  }

  @Test func `a fix of a warning is told`() {
    var typist = Typist(.withServer, section: .encryption)
    typist.press(.down, .down)
    typist.focus(.warningFix("smtp.port", 0))
    typist.press(.enter)
    #expect(typist.screen.contains("Port is now 587."))
  }

  @Test func `a result that comes while another page is shown moves no focus there`() throws {
    var typist = Typist.testing()
    typist.press(.function(5), .pageUp)
    let focus = typist.state.focus
    try typist.end(.failed(.rejected))
    #expect(typist.state.focus == focus)
    #expect(typist.screen.contains("Test e-mail: The server mail.yourdomain.com refused"))
  }
}
