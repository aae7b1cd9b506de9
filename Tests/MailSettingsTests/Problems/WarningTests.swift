import MailSettings
import TestSupport
import Testing

@Suite struct WarningTests {
  @Test func `a fix changes its keys, an empty text goes back to the default`() {
    var draft = Draft.complete(["smtp.port": "2525", "smtp.encryption": "tls"])
    draft.apply(["smtp.encryption": "ssl", "smtp.port": ""])
    #expect(draft == .complete(["smtp.encryption": "ssl"]))
    #expect(draft.smtp.chosenPort == .submissions)
  }

  @Test(arguments: [
    (
      ["smtp.encryption": "ssl", "smtp.port": "587"],
      "Port 587 normally speaks STARTTLS, so SSL fails there: use port 465, or choose TLS"
    ),
    (
      ["authentication.mode": "incoming-first", "incoming.server": "imap.example.com"],
      "Without encryption the mailbox's password can be read on the way: choose TLS or SSL"
    ),
    (
      [
        "message.sender": "user", "authentication.mode": "password", "smtp.encryption": "ssl",
        "authentication.user": "bob@example.com",
      ],
      "Some servers refuse a sender that is not the login (bob@example.com): "
        + "then send from the system address, and make it the login"
    ),
    (
      ["message.encoding": "US-ASCII", "system.name": "Überwachung ä"],
      "US-ASCII cannot write “Ü”, “ä” in the system's name, so no mail in that name can be sent: choose UTF-8"
    ),
  ])
  func `what is odd is said in a sentence`(texts: [String: String], sentence: String) {
    #expect(Draft.complete(texts).warnings.map(\.sentence) == [sentence])
  }
}
