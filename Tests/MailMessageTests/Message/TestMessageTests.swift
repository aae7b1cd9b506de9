import MailSettings
import SystemAccess
import Testing

@testable import MailMessage

struct TestMessageTests {
  private func settings(name: String, encoding: String = "UTF-8") throws -> Settings {
    var draft = Draft()
    draft.system.name.text = name
    draft.system.address.text = "yourserver@yourdomain.com"
    draft.smtp.server.text = "mail.yourdomain.com"
    draft.smtp.encryption.text = "tls"
    draft.message.encoding.text = encoding
    draft.message.sender.text = "user"
    return try Settings(draft)
  }

  private func test(name: String, encoding: String = "UTF-8") throws -> TestMessage {
    TestMessage(
      try settings(name: name, encoding: encoding), host: "app.yourdomain.com\r\nEvil: header",
      to: try Samples.address("person@example.com"),
      date: Moment(seconds: 951_827_696, offset: 3_600))
  }

  @Test func `it says in plain words who sent it and how`() throws {
    let test = try test(name: "Your Server")
    #expect(test.message.subject == "Test e-mail from Your Server")
    for words in [
      "test e-mail from Your Server", "app.yourdomain.com Evil", "29 Feb 2000 13:34:56 +0100",
      "mail.yourdomain.com, port 465", "TLS (STARTTLS, required)", "Sign-in:      none",
    ] {
      #expect(test.message.body.contains(words), "\(words)")
    }
    #expect(test.envelope.sender.text == "yourserver@yourdomain.com")
    #expect(test.envelope.recipients.map(\.text) == ["person@example.com"])
    #expect(test.message.from.name?.text == "Your Server")
    #expect(test.message.replyTo == nil)
    #expect(test.message.isAutoSubmitted)
  }

  @Test func `without a name it uses the address`() throws {
    #expect(try test(name: "").message.subject == "Test e-mail from yourserver@yourdomain.com")
  }

  @Test func `Python reads the name back in the chosen encoding`() throws {
    let bytes = try test(name: "日本サーバー", encoding: "ISO-2022-JP").message.rendered()
    let mail = try #require(try PythonReader.read([bytes]).first)
    #expect(mail.subject == "Test e-mail from 日本サーバー")
    #expect(mail.body.contains("Encoding:     ISO-2022-JP\n"))
    #expect(mail.body.contains("日本サーバー"))
    #expect(mail.transfer == "7bit")
  }

  @Test func `a name that the encoding can't hold is an error that names its characters`() throws {
    let expected = UnencodableText(
      part: .displayName, encoding: try Samples.encoding("ISO-8859-1"), characters: ["日", "本"])
    #expect(throws: expected) {
      try test(name: "Büro 日本", encoding: "ISO-8859-1").message.rendered()
    }
  }

  @Test(arguments: ["user", "system"])
  func `as a mail that a user triggers it comes from where the set-up says, and tells it`(
    mode: String
  ) throws {
    var draft = Draft()
    draft.system.address.text = "yourserver@yourdomain.com"
    draft.smtp.server.text = "mail.yourdomain.com"
    draft.message.sender.text = mode
    let user = Mailbox(address: try Samples.address("alice@yourdomain.com"))
    let test = TestMessage(
      try Settings(draft), host: "app", to: try Samples.address("person@example.com"),
      for: .user(user))
    #expect(
      test.message.from == (mode == "user" ? user : Mailbox(try Settings(draft).systemAddress)))
    #expect(test.message.replyTo == (mode == "user" ? nil : user))
    #expect(test.envelope.sender.text == "yourserver@yourdomain.com")
    #expect(test.message.body.contains("a mail that a user triggers"))
    #expect(test.message.body.contains("alice@yourdomain.com"))
  }
}

struct RouteWordsTests {
  @Test func `a server is named with encryption and sign-in, and no secret`() throws {
    var draft = Draft()
    draft.system.address.text = "a@example.com"
    draft.smtp.server.text = "mail.bücher.example"
    draft.smtp.port.text = "587"
    draft.smtp.encryption.text = "ssl"
    draft.authentication.mode.text = "password"
    draft.authentication.user.text = "secret-user"
    draft.authentication.passwordCommand.text = "secret-command"
    let words = RouteWords(try Settings(draft).route)
    #expect(words.server == "mail.xn--bcher-kva.example, port 587")
    #expect(words.encryption == Encryption.ssl.title)
    #expect(words.signIn == "user name and password")
  }

  @Test func `Exchange is named as such`() throws {
    var draft = Draft()
    draft.mailProtocol.text = "exchange"
    draft.system.address.text = "a@example.com"
    draft.exchange.tenant.text = "example.onmicrosoft.com"
    draft.exchange.clientID.text = "11111111-2222-3333-4444-555555555555"
    draft.exchange.appURL.text = "https://app.example.com/"
    let words = RouteWords(try Settings(draft).route)
    #expect(words.server == "smtp.office365.com, port 587")
    #expect(words.signIn == "Microsoft Exchange (OAuth)")
  }
}
