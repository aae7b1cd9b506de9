import MailMessage
import MailSettings
import Testing

struct EnvelopeTests {
  @Test func `equal recipients get one mail`() throws {
    let texts = ["b@example.com", "b@EXAMPLE.com", "B@example.com"]
    let envelope = Envelope(
      sender: try Samples.address("a@example.com"), recipients: try texts.map(Samples.address))
    #expect(envelope.recipients.map(\.wire) == ["b@example.com", "B@example.com"])
    #expect(!envelope.needsSMTPUTF8)
  }

  @Test func `one address beyond ASCII needs SMTPUTF8`() throws {
    let plain = try Samples.address("a@bücher.example")
    let other = try Samples.address("jürgen@example.com")
    #expect(Envelope(sender: plain, recipients: [other]).needsSMTPUTF8)
    #expect(Envelope(sender: other, recipients: [plain]).needsSMTPUTF8)
    #expect(!Envelope(sender: plain, recipients: [plain]).needsSMTPUTF8)
  }

  @Test func `a notification has the null sender, whoever gets it`() throws {
    let plain = try MailAddress(typed: "app@example.com")
    let foreign = try MailAddress(typed: "ü@example.com")
    let envelope = Envelope(sender: foreign, recipients: [plain], isNotification: true)
    #expect(envelope.returnPath.isEmpty)
    #expect(!envelope.needsSMTPUTF8)
    #expect(envelope.with(recipients: [foreign]).isNotification)
    #expect(Envelope(sender: plain, recipients: [foreign]).returnPath == "app@example.com")
  }
}
