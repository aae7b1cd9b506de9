import MailSettings
import Testing

/// The documented lists, in the documented order.
@Suite struct ChoiceTests {
  @Test func `the names are those of the contract`() {
    #expect(Encryption.allCases.map(\.text) == ["none", "tls-if-available", "tls", "ssl"])
    #expect(
      AuthenticationMode.allCases.map(\.text) == ["none", "password", "incoming", "incoming-first"])
    #expect(IncomingProtocol.allCases.map(\.text) == ["imap", "pop3"])
    #expect(MailProtocol.allCases.map(\.text) == ["smtp", "exchange"])
    #expect(SenderMode.allCases.map(\.text) == ["system", "user"])
  }

  @Test(arguments: [
    (Encryption.none, "25", false), (.tlsIfAvailable, "25", false), (.tls, "465", true),
    (.ssl, "465", true),
  ])
  func `an encryption proposes its documented port`(
    encryption: Encryption, port: String, requiresTLS: Bool
  ) {
    #expect(encryption.proposedSMTPPort.text == port)
    #expect(encryption.requiresTLS == requiresTLS)
  }

  @Test(arguments: [
    (IncomingProtocol.imap, Encryption.none, "143"), (.imap, .tls, "143"), (.imap, .ssl, "993"),
    (.pop3, .tlsIfAvailable, "110"), (.pop3, .ssl, "995"),
  ])
  func `an incoming protocol proposes its usual port`(
    incoming: IncomingProtocol, encryption: Encryption, port: String
  ) {
    #expect(incoming.proposedPort(encryption).text == port)
  }

  @Test func `only the last two ways to sign in need the incoming mailbox`() {
    #expect(AuthenticationMode.allCases.map(\.needsIncoming) == [false, false, true, true])
  }
}
