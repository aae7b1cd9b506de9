import MailSettings
import Testing

@testable import MailMessage

struct HeaderFieldTests {
  private func subject(_ text: String, _ charset: String = "UTF-8") throws -> [String] {
    let field = try HeaderField.unstructured("Subject", text, Samples.transcoder(charset))
    let lines = try #require(Samples.lines(field.bytes))
    #expect(lines.last == "")
    return lines.dropLast()
  }

  private func from(_ name: String, _ charset: String = "UTF-8") throws -> [String] {
    let mailbox = try Samples.mailbox(name, "yourserver@yourdomain.com")
    let field = try HeaderField.mailboxes("From", [mailbox], Samples.transcoder(charset))
    return try #require(Samples.lines(field.bytes)).dropLast()
  }

  @Test func `the documented form is a quoted string with the address`() throws {
    #expect(try from("Your Server") == ["From: \"Your Server\" <yourserver@yourdomain.com>"])
    #expect(try from("") == ["From: yourserver@yourdomain.com"])
  }

  @Test func `a name beyond ASCII is an encoded word and its address stays clear`() throws {
    #expect(
      try from("Your Büro 1") == [
        "From: =?UTF-8?Q?Your_B=C3=BCro_1?= <yourserver@yourdomain.com>"
      ])
    #expect(try from("=?x?Q?y?=")[0].hasPrefix("From: =?UTF-8?"))
  }

  @Test func `a long name is folded at its spaces`() throws {
    let name = (1...30).map { "word\($0)" }.joined(separator: " ")
    let lines = try from(name)
    #expect(lines.count > 2)
    for line in lines { #expect(line.utf8.count <= 78) }
    #expect(lines.joined() == "From: \"\(name)\" <yourserver@yourdomain.com>")
  }

  @Test func `an ASCII subject is folded at its spaces and stays readable`() throws {
    let text = (1...40).map { "word\($0)" }.joined(separator: "  ")
    let lines = try subject(text)
    for line in lines { #expect(line.utf8.count <= 78) }
    #expect(lines.joined() == "Subject: " + text)
  }

  @Test func `only the words that need it are encoded, with what stands between`() throws {
    #expect(
      try subject("Test from Büro of Müller here")
        == ["Subject: Test from =?UTF-8?Q?B=C3=BCro_of_M=C3=BCller?= here"])
    #expect(try subject("a =?UTF-8?Q?b?= c") == ["Subject: a =?UTF-8?B?PT9VVEYtOD9RP2I/PQ==?= c"])
  }

  @Test func `space at the ends is kept by encoding it`() throws {
    #expect(try subject(" a b") == ["Subject: =?UTF-8?Q?_a?= b"])
    #expect(try subject("a b ") == ["Subject: a =?UTF-8?Q?b_?="])
    #expect(try subject("   ") == ["Subject: =?UTF-8?Q?___?="])
  }

  @Test func `a combining mark at the beginning is kept`() throws {
    #expect(try subject("\u{367}abc") == ["Subject: =?UTF-8?B?zadhYmM=?="])
  }

  @Test func `a word or a gap longer than a line is encoded to be folded`() throws {
    for text in [
      String(repeating: "x", count: 2_000), "a" + String(repeating: " ", count: 2_000) + "b",
    ] {
      let lines = try subject(text)
      for line in lines { #expect(line.utf8.count <= 76) }
    }
  }

  @Test func `a line with encoded words is at most 76 long`() throws {
    for length in 0...80 {
      let text = String(repeating: "x", count: length) + " ü " + String(repeating: "é", count: 60)
      for line in try subject(text) { #expect(line.utf8.count <= 76) }
    }
  }

  @Test func `several addresses are folded between them`() throws {
    let all = try (1...9).map { try Samples.mailbox("Person \($0)", "person\($0)@example.com") }
    let field = try HeaderField.mailboxes("To", all, Samples.transcoder("UTF-8"))
    let lines = try #require(Samples.lines(field.bytes)).dropLast()
    for line in lines { #expect(line.utf8.count <= 78) }
    #expect(
      lines.joined()
        == "To: "
        + all.map { "\"\($0.name?.text ?? "")\" <\($0.address.text)>" }.joined(separator: ", "))
  }
}
