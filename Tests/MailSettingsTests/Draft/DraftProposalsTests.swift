import MailSettings
import Testing

@Suite struct ProposalTests {
  private func draft(_ address: String) -> Draft {
    var draft = Draft()
    draft.system.address.text = address
    return draft
  }

  @Test(arguments: [
    ("app@example.com", "mail.example.com", "mail.example.com"),
    ("app@shop.example.com", "mail.shop.example.com", "mail.shop.example.com"),
    ("app@bücher.example", "mail.bücher.example", "mail.bücher.example"),
    ("me@gmail.com", "smtp.gmail.com", "imap.gmail.com"),
    ("me@GoogleMail.com", "smtp.gmail.com", "imap.gmail.com"),
    ("me@outlook.de", "smtp-mail.outlook.com", "outlook.office365.com"),
    ("me@contoso.onmicrosoft.com", "smtp.office365.com", "outlook.office365.com"),
    ("me@yahoo.co.uk", "smtp.mail.yahoo.com", "imap.mail.yahoo.com"),
    ("me@icloud.com", "smtp.mail.me.com", "imap.mail.me.com"),
    ("me@gmx.de", "mail.gmx.net", "imap.gmx.net"), ("me@gmx.com", "mail.gmx.com", "imap.gmx.com"),
    ("me@zoho.eu", "smtp.zoho.eu", "imap.zoho.eu"),
    ("me@fastmail.com", "smtp.fastmail.com", "imap.fastmail.com"),
    ("me@notgmail.com", "mail.notgmail.com", "mail.notgmail.com"),
    ("me@gmail.com.example.org", "mail.gmail.com.example.org", "mail.gmail.com.example.org"),
    ("root@localhost", "localhost", "localhost"),
  ])
  func `a server is proposed from the address`(address: String, server: String, incoming: String) {
    #expect(draft(address).proposedServer == server)
    #expect(draft(address).proposedIncomingServer == incoming)
    #expect((try? HostName(typed: server)) != nil)
  }

  @Test(arguments: ["", "app", "app@[192.0.2.3]", "app@"])
  func `without a domain none is`(address: String) {
    #expect(draft(address).proposedServer == nil)
    #expect(draft(address).proposedIncomingServer == nil)
  }

  @Test
  func `the user is proposed as the whole address, but for a provider that has one name for all`() {
    var draft = draft("app@example.com")
    #expect(draft.proposedUser == "app@example.com")
    #expect(draft.proposedMailbox == "app@example.com")
    draft.smtp.server.text = "smtp.sendgrid.net"
    #expect(draft.proposedUser == "apikey")
    #expect(self.draft("app").proposedUser == nil)
  }
}
