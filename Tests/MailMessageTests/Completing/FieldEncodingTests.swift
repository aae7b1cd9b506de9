import MailSettings
import Testing

@testable import MailMessage

/// Fields that no server takes as they came, in the header and in those of parts.
@Suite struct FieldEncodingTests {
  private func completed(
    _ text: String, sender: String = "system", encoding: String = "UTF-8", name: String? = nil,
    from: String? = nil
  ) throws -> CompletedMessage {
    let message = try MessageCompletionTests.read(text)
    let order = try #require(
      MessageCompletion(
        try MessageCompletionTests.settings(sender, encoding: encoding), .unsaid, message.header,
        envelopeFrom: try from.map { try MailAddress(typed: $0) }, fullName: name))
    return try message.completed(order)
  }

  private func header(_ text: String, encoding: String = "UTF-8") throws -> String {
    let made = try completed(text, encoding: encoding)
    return try MessageCompletionTests.text(made.content).components("\n\n")[0]
  }

  @Test(arguments: [
    ("To: B\u{FC}cher: a@example.com;", "To: =?UTF-8?Q?B=C3=BCcher?= : a@example.com ;"),
    ("To: a\u{2028}X: 1 <carl@example.com>", "To: \"a X\" : 1 <carl@example.com>"),
    ("To: team: a@example.com, b@example.com;", "To: team: a@example.com, b@example.com;"),
    ("Reply-To: \u{DC}nv", "Reply-To: =?UTF-8?Q?=C3=9Cnv?= : ;"),
    ("To: \"J\u{F6}rg\" <a@example.com>", "To: =?UTF-8?B?SsO2cmc=?= <a@example.com>"),
    ("To: \"\\J\u{F6}rg\" <a@example.com>", "To: =?UTF-8?B?SsO2cmc=?= <a@example.com>"),
    ("To: \"\\\u{F6}\" <a@example.com>", "To: =?UTF-8?B?w7Y=?= <a@example.com>"),
    ("Cc: J\u{F6}rg <a b>", "Cc: =?UTF-8?B?SsO2cmc=?= <a b>"),
    ("To: \"J\u{F6}rg\" <root>", "To: =?UTF-8?B?SsO2cmc=?= <root@example.com>"),
    ("From: \"J\u{F6}rg\" <root>", "From: =?UTF-8?B?SsO2cmc=?= <app@example.com>"),
    ("Cc: \"B\u{FC}cher\": a@example.com;", "Cc: =?UTF-8?Q?B=C3=BCcher?= : a@example.com ;"),
    ("Cc: \"a\u{7}b\": root;", "Cc: \"a b\" : root@example.com ;"),
    ("To: x@y.example <root>, a@b.example", "To: \"x@y.example\" <root@example.com>, a@b.example"),
    ("To: ops, x@y.example <a@b.example>", "To: ops@example.com, \"x@y.example\" <a@b.example>"),
    ("From: CORP\\ann <root>", "From: \"CORP\\\\ann\" <app@example.com>"),
    ("From: \"a \\\"b\\\" c\" <root>", "From: \"a \\\"b\\\" c\" <app@example.com>"),
  ])
  func `a list of addresses goes out in ASCII`(field: String, line: String) throws {
    let header = try header("\(field)\n\nx")
    #expect(header.utf8.allSatisfy { $0 < 0x80 }, "\(header)")
    #expect(header.contains(line), "\(header)")
  }

  @Test(arguments: ["To", "Cc", "Reply-To", "X-Odd", "Subject"])
  func `no line is longer than servers take`(name: String) throws {
    for text in [
      "\(String(repeating: "x", count: 1_200)) <c@example.com>",
      String(repeating: "y", count: 1_200),
      "\"\(String(repeating: "z", count: 2_000))\" <c@example.com>",
      "c@example.com, \(String(repeating: "w", count: 1_200)) <d@example.com>",
    ] {
      let header = try header("\(name): \(text)\n\nx")
      #expect(header.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 }, "\(header)")
    }
  }

  @Test func `fields without an address go`() throws {
    let header = try header("To:\nCc: ,\nReply-To: \nBcc: bob@example.org\n\nx")
    #expect(header.contains("To: undisclosed-recipients:;"))
    #expect(!(try self.header("Sender:\nFrom: root\n\nx")).contains("Sender:"))
    #expect(!header.contains("Cc:") && !header.contains("Reply-To:") && !header.contains("bob"))
  }

  @Test(arguments: [
    ("=?UTF-8?Q?J=C3=B6rg?= \u{DC}ber", "J\u{F6}rg \u{DC}ber"),
    ("=?ISO-8859-1?Q?a=E4?= =?UTF-8?B?w7Y=?= \u{20AC}", "a\u{E4}\u{F6} \u{20AC}"),
    ("=?UTF-8?Q?a?b \u{F6}", "=?UTF-8?Q?a?b \u{F6}"),
    ("\u{F6} =?UTF-8?Q?=0D=0ABcc:_x@y.example?=", "\u{F6} =?UTF-8?Q?=0D=0ABcc:_x@y.example?="),
  ])
  func `encoded words beside other text are not encoded twice`(subject: String, text: String)
    throws
  {
    let lines = try header("Subject: \(subject)\n\nx").split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("Subject:") })
    let value = lines[start].dropFirst(9)
    let rest = lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
    #expect(EncodedWordReader.text(Array((value + rest.joined()).utf8)) == text)
    #expect(!lines.contains { $0.lowercased().hasPrefix("bcc") })
  }

  private static let mixed = """
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain; charset=utf-8; name="\u{65E5}\u{672C}.txt"
    Content-Description: Gr\u{F6}\u{DF}e
    Content-Disposition: attachment; filename="B\u{FC}cher und Ma\u{DF}e \u{20AC}.txt"

    plain
    --b
    Content-Type: text/plain

    as it came
    --b--

    """

  @Test func `the headers of parts go out in ASCII`() throws {
    let made = try completed(Self.mixed)
    #expect(!made.content.isEightBit && made.sevenBit == nil)
    let text = try MessageCompletionTests.text(made.content)
    #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(text)")
    #expect(text.contains("Content-Description: =?UTF-8?B?R3LDtsOfZQ==?="))
    #expect(text.contains("name*=UTF-8''%E6%97%A5%E6%9C%AC.txt"))
    #expect(text.contains("filename*=UTF-8''B%C3%BCcher%20und%20Ma%C3%9Fe%20%E2%82%AC.txt"))
    #expect(text.contains("--b\nContent-Type: text/plain\n\nas it came\n--b--\n"))
  }

  @Test func `the header of a signed part stays, and counts as 8-bit`() throws {
    let text = Self.mixed.replacing("multipart/mixed", with: "multipart/signed")
    let made = try completed(text)
    #expect(made.content.isEightBit)
    #expect(
      try MessageCompletionTests.text(made.content).contains("Content-Description: Gr\u{F6}\u{DF}e")
    )
  }

  @Test func `the header of a part has no line longer than servers take`() throws {
    let name = String(repeating: "x", count: 1_200)
    let text = Self.mixed.replacing("Content-Type: text/plain\n", with: "Content-ID: <\(name)>\n")
      .replacing("filename=\"B", with: "filename=\"\(name)")
    let made = try MessageCompletionTests.text(try completed(text).content)
    #expect(made.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 }, "\(made)")
    let ascii = "Content-Type: text/plain; charset=us-ascii; name=\"\(name)\""
    let long = Self.mixed.replacing("Content-Type: text/plain\n", with: "\(ascii)\n")
    let mended = try MessageCompletionTests.text(try completed(long).content)
    #expect(mended.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 }, "\(mended)")
    #expect(mended.contains("name*0*=UTF-8''xxx"))
  }

  @Test func `a long boundary stays in one piece`() throws {
    let boundary = String(repeating: "b", count: 69)
    let text = Self.mixed.replacing(
      "boundary=b", with: "boundary=\(boundary); x=\"\u{FC}\"")
    #expect(try header(text).contains("boundary=\(boundary);\n x*=UTF-8''%C3%BC"))
  }

  @Test func `an address beyond ASCII that an alias leads to needs SMTPUTF8`() throws {
    let message = try MessageCompletionTests.read("To: root\n\nx")
    for (target, isNeeded) in [("j\u{F6}rg@example.net", true), ("ann@example.net", false)] {
      let order = try #require(
        MessageCompletion(
          try MessageCompletionTests.settings(), .unsaid, message.header,
          aliases: Aliases(own: ["root": try AliasTargets(typed: target)])))
      #expect(try message.completed(order).needsSMTPUTF8 == isNeeded)
    }
  }

  @Test func `parts stay together where the boundary is not ASCII`() throws {
    let text = Self.mixed.replacing("boundary=b", with: "boundary=\"\u{F6}=b\"")
      .replacing("--b", with: "--\u{F6}=b")
    let made = try MessageCompletionTests.text(try completed(text).content)
    #expect(made.contains("boundary=\"\u{F6}=b\"") && made.contains("\n--\u{F6}=b--"))
  }

  @Test func `numbered parameters keep to a line of 78`() throws {
    let name = String(repeating: "\u{E4}", count: 120)
    let header = try header("Content-Disposition: attachment; filename=\"\(name).pdf\"\n\nx")
    #expect(header.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 }, "\(header)")
    #expect(header.contains("filename*0*=UTF-8''%C3%A4"))
  }

  @Test func `a name of the message is in UTF-8 where the set-up's encoding lacks it`() throws {
    for text in ["From: J\u{F6}rg <root>", "To: J\u{F6}rg <a@example.com>"] {
      let header = try header("\(text)\n\nx", encoding: "US-ASCII")
      #expect(header.contains("=?UTF-8?B?SsO2cmc=?="), "\(header)")
    }
    #expect(throws: CompletionFault.self) {
      try completed("Subject: x\n\nx", encoding: "US-ASCII", name: "J\u{F6}rg")
    }
  }

  @Test func `the name of -F stands with the sender of -f`() throws {
    let made = try completed(
      "Subject: x\n\nx", sender: "user", name: "Ann, Foo (x)", from: "ann@example.org")
    #expect(
      try MessageCompletionTests.text(made.content)
        .contains("From: \"Ann, Foo (x)\" <ann@example.org>"))
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator).map(String.init)
  }
}
