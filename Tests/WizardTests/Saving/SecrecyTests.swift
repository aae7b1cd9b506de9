import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// What the wizard is made of, printed in every way there is, shows no password.
@Suite struct SecrecyTests {
  private func typist() -> Typist {
    var draft = Example.filled.draft
    draft.authentication.mode.text = "incoming-first"
    draft.incoming.server.text = "imap.yourdomain.com"
    draft.incoming.user.text = "yourserver"
    draft.smtp.password = PasswordDraft(
      stored: .init(Secret("zaunk0enig"), host: "mail.yourdomain.com"))
    draft.incoming.password.type("zaunk0enig")
    return Typist(draft, section: .authentication)
  }

  private func leaks(_ value: Any) -> Bool {
    var dumped = ""
    dump(value, to: &dumped)
    return ["\(value)", String(reflecting: value), dumped].contains { $0.contains("zaunk0enig") }
  }

  @Test func `state, events and effects hold it as three dots`() throws {
    var typist = typist()
    typist.press(.function(5))
    typist.type("admin@example.com")
    typist.press(.function(5), .function(2))
    typist.press(.escape, .function(2))
    let settings = try Settings(typist.state.draft)
    let address = try MailAddress(typed: "admin@example.com")
    let effects: [Effect] = [
      .sendTest(run: 1, settings, to: address),
      .save(run: 2, typist.state.draft, changing: typist.state.saved),
      .signIn(run: 3, try IncomingServer(typist.state.draft)),
    ]
    let events: [Event] = [.saved(run: 2, typist.state.draft)]
    for value in [typist.state, typist.effects, effects, events] as [Any] {
      #expect(!leaks(value))
    }
    #expect("\(effects)".contains("•••"))
    #expect(!typist.effects.isEmpty)
  }

  @Test func `a typed password is on no screen`() {
    var typist = Typist(Example.filled.draft, section: .authentication)
    typist.focus("smtp.password")
    typist.type("zaunk0enig")
    #expect(typist.state.draft.smtp.password.isChanged)
    for _ in 0..<12 {
      #expect(!typist.screen.contains("zaunk0enig") && !typist.screen.contains("zaun"))
      typist.press(.pageDown)
    }
    #expect(!leaks(typist.state))
  }
}
