import MailMessage
import MailSettings
import Testing

struct MailMessageTests {
  @Test func `Python reads back what was written, in every character set`() throws {
    let texts = Samples.charsets.map { ($0, Samples.texts[$0] ?? "") }
    let mails = try texts.flatMap { name, text in
      let long = Array(repeating: text, count: 12).joined(separator: " ")
      return try [text, long].map { subject in
        try Samples.message(
          name: text, subject: subject, body: "\(text)\n\n\(long)\n", encoding: name
        ).rendered()
      }
    }
    let read = try PythonReader.read(mails)
    for (index, (name, text)) in texts.enumerated() {
      let long = Array(repeating: text, count: 12).joined(separator: " ")
      for (mail, subject) in zip(read[(index * 2)...], [text, long]) {
        #expect(mail.subject == subject, "\(name)")
        #expect(mail.from.map(\.name) == [text], "\(name)")
        #expect(mail.body == "\(text)\n\n\(long)\n", "\(name)")
        #expect(mail.charset == name)
        #expect(mail.defects.isEmpty, "\(name)")
      }
    }
    for mail in mails { try expectLegalLines(mail) }
  }

  @Test func `every mandatory header stands there once`() throws {
    var message = try Samples.message()
    message.replyTo = try Samples.mailbox("A User", "user@bücher.example")
    let mail = try #require(try PythonReader.read([message.rendered()]).first)
    #expect(
      mail.headers == [
        "Date", "From", "Reply-To", "To", "Subject", "Message-ID", "Auto-Submitted",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
      ])
    #expect(mail.from == [.init(name: "Your Server", address: "yourserver@yourdomain.com")])
    #expect(mail.replyTo == [.init(name: "A User", address: "user@xn--bcher-kva.example")])
    #expect(mail.to == [.init(name: "", address: "person@example.com")])
    #expect(mail.date == "2000-02-29T13:34:56+01:00")
    #expect(mail.transfer == "7bit")
  }

  @Test func `a plain mail is exactly this`() throws {
    var message = try Samples.message(subject: "Test", body: "one\rtwo\r\n.\nthree")
    message.to.append(try Samples.mailbox("O \"Q\" \\", "q@example.com"))
    let id = message.messageID.text
    #expect(
      Samples.lines(try message.rendered()) == [
        "Date: Tue, 29 Feb 2000 13:34:56 +0100",
        "From: \"Your Server\" <yourserver@yourdomain.com>",
        "To: person@example.com, \"O \\\"Q\\\" \\\\\" <q@example.com>",
        "Subject: Test", "Message-ID: \(id)", "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 7bit", "", "one", "two", ".", "three", "",
      ])
  }

  @Test func `a mail written by a person is not marked as automatic`() throws {
    var message = try Samples.message()
    message.isAutoSubmitted = false
    let lines = try #require(Samples.lines(try message.rendered()))
    #expect(!lines.contains { $0.hasPrefix("Auto-Submitted") })
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\r\n\r\n", "\u{2028}", "\u{85}", "\0"])
  func `a line end in the subject or a name never begins a header`(end: String) throws {
    let message = try Samples.message(subject: "a\(end)Bcc: evil@example.com\(end)\(end)body ü")
    let bytes = try message.rendered()
    let mail = try #require(try PythonReader.read([bytes]).first)
    #expect(!mail.headers.contains("Bcc"))
    #expect(mail.subject == "a Bcc: evil@example.com body ü")
    #expect(throws: Problem.controlCharacter) {
      try Samples.message(name: "a\(end)Bcc: evil@example.com")
    }
  }

  @Test func `a local part beyond ASCII needs SMTPUTF8 and a domain does not`() throws {
    var message = try Samples.message()
    #expect(!message.needsSMTPUTF8)
    message.to = [Mailbox(address: try Samples.address("person@bücher.example"))]
    #expect(!message.needsSMTPUTF8)
    message.replyTo = Mailbox(address: try Samples.address("jürgen@example.com"))
    #expect(message.needsSMTPUTF8)
    let lines = try #require(Samples.lines(try message.rendered()))
    #expect(lines.contains("Reply-To: jürgen@example.com"))
    #expect(lines.contains("To: person@xn--bcher-kva.example"))
  }

  @Test func `characters that the set lacks are named with their place`() throws {
    let encoding = try Samples.encoding("ISO-8859-1")
    let bad = "日x本日"
    let expected = { (part: MessagePart) in
      UnencodableText(part: part, encoding: encoding, characters: ["日", "本"])
    }
    #expect(throws: expected(.subject)) {
      try Samples.message(subject: bad, encoding: "ISO-8859-1").rendered()
    }
    #expect(throws: expected(.body)) {
      try Samples.message(body: "ok\n\(bad)\n本", encoding: "ISO-8859-1").rendered()
    }
    #expect(throws: expected(.displayName)) {
      try Samples.message(name: bad, encoding: "ISO-8859-1").rendered()
    }
  }

  @Test func `UTF-16 is not allowed in mail and becomes UTF-8`() throws {
    let bytes = try Samples.message(body: "ü", encoding: "UTF-16").rendered()
    let mail = try #require(try PythonReader.read([bytes]).first)
    #expect(mail.charset == "UTF-8")
    #expect(mail.body == "ü\n")
  }

  @Test func `an empty subject and an empty text are fine`() throws {
    let bytes = try Samples.message(subject: "", body: "").rendered()
    let mail = try #require(try PythonReader.read([bytes]).first)
    #expect(mail.subject == "")
    #expect(mail.body == "")
    #expect(mail.defects.isEmpty)
  }

  @Test func `ISO-2022-JP is sent as 7bit and every line ends in ASCII`() throws {
    // The yen sign is in JIS X 0201, whose Roman half shares its line feed with ASCII.
    let bytes = try Samples.message(body: "日本\n¥\n\n¥日\n", encoding: "ISO-2022-JP").rendered()
    let lines = try #require(Samples.lines(bytes))
    #expect(lines.contains("Content-Transfer-Encoding: 7bit"))
    for line in lines {
      let escape = line.utf8.split(separator: 0x1B).dropFirst(line.hasPrefix("\u{1B}") ? 0 : 1)
      if line.contains("\u{1B}") { #expect(escape.last?.starts(with: "(B".utf8) == true) }
    }
  }

  private func expectLegalLines(_ mail: [UInt8]) throws {
    let lines = try #require(Samples.lines(mail), "CR or LF stands alone")
    let end = try #require(lines.firstIndex(of: ""))
    for line in lines[..<end] { #expect(line.utf8.count <= (line.contains("=?") ? 76 : 78)) }
    for line in lines { #expect(line.utf8.count <= 998) }
    #expect(mail.allSatisfy { $0 < 0x80 })
  }
}

@Test func `the system's address is a mailbox`() throws {
  let name = try DisplayName(typed: "Your Server")
  let address = try Samples.address("yourserver@yourdomain.com")
  let mailbox = Mailbox(SystemAddress(name: name, address: address))
  #expect(mailbox == Mailbox(name: name, address: address))
}
