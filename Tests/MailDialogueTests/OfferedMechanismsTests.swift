import MailDialogue
import MailSettings
import Testing

@Suite struct OfferedMechanismsTests {
  private func offers(
    _ service: MailService, _ before: [String]?, _ inside: [String]? = nil
  ) -> OfferedMechanisms {
    OfferedMechanisms(of: service, beforeTLS: before, inTLS: inside)
  }

  @Test(arguments: [
    (MailService.smtp, ["SIZE 10", "AUTH PLAIN login"], ["PLAIN", "LOGIN"]),
    (.smtp, ["STARTTLS"], []), (.smtp, ["AUTH=PLAIN", "AUTH PLAIN"], ["PLAIN"]),
    (.imap, ["IMAP4rev1", "AUTH=PLAIN", "AUTH=CRAM-MD5"], ["PLAIN", "CRAM-MD5", "LOGIN"]),
    (.imap, ["IMAP4rev1", "LOGINDISABLED"], []), (.imap, ["AUTH=LOGIN"], ["LOGIN"]),
    (.pop3, ["TOP", "USER", "SASL PLAIN CRAM-MD5"], ["PLAIN", "CRAM-MD5", "USER"]),
    (.pop3, ["STLS"], []),
  ])
  func `each service names them in its own way`(
    service: MailService, words: [String], names: [String]
  ) {
    #expect(offers(service, words) == OfferedMechanisms(beforeTLS: names))
    #expect(offers(service, nil, words) == OfferedMechanisms(inTLS: names))
  }

  @Test func `the sentence tells before TLS from without`() {
    #expect(offers(.smtp, nil).sentence == nil)
    #expect(offers(.smtp, ["AUTH PLAIN"]).sentence == "Sign-in offered: PLAIN without TLS")
    #expect(offers(.smtp, nil, []).sentence == "Sign-in offered: none in TLS")
    #expect(
      offers(.smtp, [], ["AUTH PLAIN LOGIN"]).sentence
        == "Sign-in offered: none before TLS; PLAIN, LOGIN in TLS")
    let many = offers(.smtp, ["AUTH " + (0..<99).map { "M\($0)" }.joined(separator: " ")])
    #expect(many.sentence?.hasSuffix("M19, … without TLS") == true)
    #expect(offers(.smtp, ["AUTH \u{1B}[31m"]).sentence?.contains("\u{1B}") == false)
  }
}
