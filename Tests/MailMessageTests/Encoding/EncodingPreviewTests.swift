import MailMessage
import MailSettings
import Testing

@Suite struct EncodingPreviewTests {
  private func preview(
    _ encoding: String, name: String = "Jörg Müller", subject: String
  ) throws -> EncodingPreview {
    EncodingPreview(
      try Samples.encoding(encoding), from: try Samples.mailbox(name, "joerg@example.com"),
      subject: subject)
  }

  @Test func `the headers are shown as they go out`() throws {
    let preview = try preview("ISO-8859-1", subject: "Schönen Tag")
    #expect(preview.from.lines == ["From: =?ISO-8859-1?Q?J=F6rg_M=FCller?= <joerg@example.com>"])
    #expect(preview.subject.lines == ["Subject: =?ISO-8859-1?Q?Sch=F6nen?= Tag"])
    #expect(preview.from.text == "Jörg Müller <joerg@example.com>")
    #expect(preview.missing.isEmpty)
  }

  @Test(arguments: Samples.charsets)
  func `they are those of a mail in that set`(charset: String) throws {
    let text = try #require(Samples.texts[charset])
    let message = try Samples.message(name: text, subject: text, encoding: charset)
    let preview = EncodingPreview(message.encoding, from: message.from, subject: text)
    let mail = try #require(Samples.lines(try message.rendered()))
    #expect(mail.joined(separator: "\n").contains(preview.from.lines.joined(separator: "\n")))
    #expect(mail.joined(separator: "\n").contains(preview.subject.lines.joined(separator: "\n")))
  }

  @Test func `what the set does not have is named, and nothing is put in its place`() throws {
    let preview = try preview("ISO-8859-1", name: "Łukasz", subject: "5 € ☃ €, Łódź")
    #expect(preview.from.lines.isEmpty && preview.subject.lines.isEmpty)
    #expect(preview.from.missing == ["Ł"])
    #expect(preview.subject.missing == ["€", "☃", "Ł", "ź"])
    #expect(preview.missing == ["Ł", "€", "☃", "ź"])
  }

  @Test func `a set that no mail can be in is shown as UTF-8`() throws {
    let preview = try preview("UTF-16", subject: "☃")
    #expect(preview.charset == .utf8)
    #expect(preview.subject.lines == ["Subject: =?UTF-8?B?4piD?="])
  }

  @Test func `line breaks begin no header`() throws {
    let preview = try preview("UTF-8", subject: "a\r\nBcc: b@example.com")
    #expect(preview.subject.lines == ["Subject: a Bcc: b@example.com"])
    #expect(preview.subject.text == "a Bcc: b@example.com")
  }
}
