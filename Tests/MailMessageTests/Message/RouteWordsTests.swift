import MailSettings
import Testing

@testable import MailMessage

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
