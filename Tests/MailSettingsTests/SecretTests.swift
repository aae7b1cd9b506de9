import MailSettings
import Testing

@Suite struct SecretTests {
  private let secret = Secret("hunter2 ü")

  @Test func `a secret can be revealed and compared`() {
    #expect(secret.reveal() == "hunter2 ü")
    #expect(secret == Secret("hunter2 ü"))
    #expect(secret != Secret("hunter2 u"))
    #expect(secret != Secret(""))
    #expect(Secret("").isEmpty && Secret("").reveal().isEmpty)
  }

  @Test func `nothing that describes a secret shows it`() {
    let optional: Secret? = secret
    let source = PasswordSource.secret(secret)
    var draft = PasswordDraft(stored: .init(secret, host: "mail.example"))
    draft.type("hunter2")
    var dumped = ""
    dump([secret], to: &dumped)
    dump(draft, to: &dumped)
    dump(source, to: &dumped)
    let shown = [
      "\(secret)", "\(optional as Any)", String(describing: secret), String(reflecting: secret),
      "\(source)", String(reflecting: source), "\(draft)", String(reflecting: draft), dumped,
      "\(Mirror(reflecting: secret).children.map { "\($0)" })",
    ]
    let leaks = shown.filter { $0.contains("hunter2") }
    #expect(leaks.isEmpty)
    #expect("\(secret)" == "•••")
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }
}
