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

  @Test func `no encoder takes a secret, nor what holds one`() {
    let types: [Any.Type] = [
      Secret.self, PasswordSource.self, PasswordDraft.self, PasswordDraft.Stored.self,
      Credentials.self, SMTPServer.self, IncomingServer.self, Settings.self, Draft.self,
    ]
    for type in types {
      #expect(!(type is any Encodable.Type), "\(type)")
      #expect(!(type is any LosslessStringConvertible.Type), "\(type)")
      #expect(!(type is any RawRepresentable.Type), "\(type)")
    }
  }

  @Test(arguments: AuthenticationMode.allCases)
  func `valid settings show no password, however they are printed`(
    mode: AuthenticationMode
  ) throws {
    var draft = Draft()
    draft.system.address.text = "app@example.org"
    draft.smtp.server.text = "mail.example.org"
    draft.authentication.mode.text = mode.text
    draft.authentication.user.text = "app"
    draft.incoming.server.text = "imap.example.org"
    draft.incoming.user.text = "box"
    draft.smtp.password.type("hunter2")
    draft.incoming.password.type("hunter2")
    let settings = try Settings(draft)
    for value in [settings, draft, settings.route] as [Any] {
      var dumped = ""
      dump(value, to: &dumped)
      for shown in ["\(value)", String(reflecting: value), dumped, Self.mirrored(value)] {
        #expect(!shown.contains("hunter2"))
      }
    }
    #expect("\(draft)".contains("•••"))
  }

  /// Everything that a mirror reaches.
  private static func mirrored(_ value: Any, depth: Int = 0) -> String {
    guard depth < 12 else { return "" }
    return Mirror(reflecting: value).children.map {
      "\($0.label ?? "") \($0.value) " + mirrored($0.value, depth: depth + 1)
    }.joined()
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
