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
}
