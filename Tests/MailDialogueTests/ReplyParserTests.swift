import MailDialogue
import Testing

@Suite struct ReplyParserTests {
  private func items(_ text: String) -> [ReplyParser.Item] {
    var parser = ReplyParser()
    return parser.feed(text.utf8)
  }

  @Test(arguments: ["250 ok\r\n", "250 ok\n", "250 ok\r\r\n", "250\tok\r\n"])
  func `a line of code and text is a reply`(text: String) {
    #expect(items(text) == [.reply(Reply(code: 250, lines: ["ok"]))])
  }

  @Test(arguments: ["250\r\n", "250\n", "250 \r\n"])
  func `a line may be only a code`(text: String) {
    #expect(items(text) == [.reply(Reply(code: 250, lines: [""]))])
  }

  @Test func `lines with a hyphen go on`() {
    #expect(
      items("250-mail.example.com\r\n250-SIZE 100\r\n250\r\n220 next\r\n") == [
        .reply(Reply(code: 250, lines: ["mail.example.com", "SIZE 100", ""])),
        .reply(Reply(code: 220, lines: ["next"])),
      ])
  }

  @Test func `the enhanced code is taken out of every line that repeats it`() {
    let reply = Reply(
      code: 535, enhanced: EnhancedStatusCode(5, 7, 8), lines: ["Not accepted.", "Learn more"])
    #expect(items("535-5.7.8 Not accepted.\r\n535 5.7.8 Learn more\r\n") == [.reply(reply)])
    #expect(reply.raw == "535 5.7.8 Not accepted. Learn more")
  }

  @Test func `the last enhanced code counts, and another one stays in the text`() {
    #expect(
      items("550-5.1.1 a\r\n550 5.7.1 b\r\n") == [
        .reply(Reply(code: 550, enhanced: EnhancedStatusCode(5, 7, 1), lines: ["5.1.1 a", "b"]))
      ])
  }

  @Test(arguments: [
    ("550 5.1.10 x", EnhancedStatusCode(5, 1, 10)), ("550 5.7.139", EnhancedStatusCode(5, 7, 139)),
    ("554 5.7.1: relay", EnhancedStatusCode(5, 7, 1)),
    ("550 #5.1.0 x", EnhancedStatusCode(5, 1, 0)),
    ("550 no mailbox (#5.1.1)", EnhancedStatusCode(5, 1, 1)),
    ("550 a # b (#5.1.1)", EnhancedStatusCode(5, 1, 1)),
    ("550 5.1.1.1 x", nil), ("550 3.1.1 x", nil), ("550 5.1.1234 x", nil), ("550 5.1 x", nil),
    ("550 5..1 x", nil), ("550 5.01.1 x", nil), ("550 192.0.2.7 x", nil),
  ])
  func `enhanced codes follow RFC 3463`(line: String, code: EnhancedStatusCode?) {
    guard case .reply(let reply) = items(line + "\r\n").first else {
      Issue.record("no reply")
      return
    }
    #expect(reply.enhanced == code)
  }

  @Test(arguments: ["250-a\r\n251 b\r\n", "250-a\r\nb\r\n", "250-a\r\n\r\n"])
  func `lines that do not belong together are malformed`(text: String) {
    guard case .malformed = items("220 hi\r\n" + text).last else {
      Issue.record("not malformed")
      return
    }
  }

  @Test(arguments: ["hello", "25 ok", "2500 ok", "150 ok", "650 ok", "25x ok", "250_ok", ""])
  func `a later line that is no reply is malformed, and nothing is read after it`(line: String) {
    let text = "220 hi\r\n\(line)\r\n250 ok\r\n"
    #expect(items(text) == [.reply(Reply(code: 220, lines: ["hi"])), .malformed(line)])
  }

  @Test(arguments: [
    ("+OK Dovecot ready.\r\n", ForeignService.pop3),
    ("* OK [CAPABILITY IMAP4rev1] ready\r\n", .imap), ("HTTP/1.1 400 Bad Request\r\n", .http),
    ("SSH-2.0-OpenSSH_9.2\r\n", .ssh), ("<html>\r\n", .http), ("what?\r\n", nil),
    ("\"IMPLEMENTATION\" \"Dovecot Pigeonhole\"\r\n", .manageSieve),
    ("\u{15}\u{3}\u{1}\u{0}\u{2}", .tls), ("\u{16}\u{3}", .tls),
  ])
  func `a first line of another service is recognised`(text: String, service: ForeignService?) {
    guard case .wrongService(let found, _) = items(text).first else {
      Issue.record("no other service")
      return
    }
    #expect(found == service)
  }

  @Test(arguments: [
    "220 (vsFTPd 3.0.3)", "220 ProFTPD Server (Debian)", "220-FileZilla Server 0.9.60 beta",
    "220 Microsoft FTP Service", "220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------",
  ])
  func `FTP greets as SMTP does and is told by its words`(line: String) {
    #expect(ForeignService(firstLine: Array(line.utf8)) == .ftp)
  }

  @Test func `a mail server that is named for FTP stays one`() {
    #expect(ForeignService(firstLine: Array("220 ftp.example.com ESMTP ftpd".utf8)) == .smtp)
  }

  @Test func `a line beyond 64 kB is endless, a line of 64 kB is not`() {
    let longest = String(repeating: "x", count: LineSplitter.longestLine - 4)
    guard case .reply(let reply) = items("220 \(longest)\n").first else {
      Issue.record("no reply")
      return
    }
    #expect(reply.lines[0].count == ReplyParser.longestText + 1)
    #expect(items("220 \(longest)xx\n220 ok\n") == [.endless])
    #expect(items("220 \(longest)xx") == [.endless])
  }

  @Test func `a reply of more than 1,000 lines or 64 kB is endless`() {
    let line = "250-x\r\n"
    #expect(items(String(repeating: line, count: 1001) + "250 ok\r\n") == [.endless])
    #expect(items(String(repeating: line, count: 999) + "250 ok\r\n").count == 1)
    let long = "250-" + String(repeating: "y", count: 1000) + "\r\n"
    #expect(items(String(repeating: long, count: 70)) == [.endless])
  }

  @Test func `controls and broken UTF-8 never come through`() {
    var parser = ReplyParser()
    let line: [UInt8] =
      Array("250 a\u{1B}[2J\u{9B}b\u{202E}c\u{2028}\u{0}".utf8) + [0xFF, 0xC3, 0x0D, 0x0A]
    #expect(
      parser.feed(line)
        == [.reply(Reply(code: 250, lines: ["a·[2J·b·c··\u{FFFD}\u{FFFD}"]))])
  }
}
