import Foundation
import Glibc
import TestSupport
import Testing

/// `postern relay`: what real programs hand in goes out by the set-up.
@Suite struct RelayTests {
  private func mails(to address: String, _ count: Int = 1) async throws -> [ParsedMail] {
    try await SendCommandTests.postfix.get().inbox(of: address, count: count).map(ParsedMail.init)
  }

  @Test(arguments: [false, true])
  func `a mail goes out with the set-up's sender, and the program gets the server's answer`(
    bySocket: Bool
  ) async throws {
    let program = try await SendCommandTests.program("plain", "aliases.root=chief@example.com")
    let relay = try RelayProcess(program)
    let name = bySocket ? "socket" : "loopback"
    let result = try await relay.python(
      """
      print(send(['\(name)@example.com', 'root'], 'Subject: Grüße\\n\\nAll is wéll.\\n.\\n..\\n'.encode()))
      print(server.docmd('MAIL FROM:<app@example.org>'), server.docmd('RCPT TO:<nobodyhere>'))
      server.rset()
      print(send(['x@elsewhere.invalid'], 'Subject: s\\n\\nx'))
      """, bySocket: bySocket)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "ok", "\(result.output)")
    #expect(lines.dropFirst().first?.contains("550, b'5.1.1 nobodyhere is a name") == true)
    #expect(
      lines.last?.contains("(554, ") == true && lines.last?.contains("Relay access denied") == true)
    let mail = try #require(try await mails(to: "\(name)@example.com").first)
    #expect(mail.header("Subject") == "Grüße" && mail.defects.isEmpty)
    #expect(mail.text.contains("All is wéll.\n.\n..\n"))
    #expect(mail.header("Return-Path") == "<app@example.org>")
    #expect(mail.mailboxes["from"]?.map(\.address) == ["app@example.org"])
    #expect(relay.mails.count == 2 && relay.mails[0].contains("status=sent (250 2.0.0 Ok: queued"))
    #expect(relay.mails[0].contains(bySocket ? "user=root" : "client=127.0.0.1"))
    #expect(relay.mails[1].contains("status=bounced (554 5.7.1 "))
    #expect(try relay.end() == 0)
    #expect(!FileManager.default.fileExists(atPath: relay.socket))
  }

  @Test func `where some recipients are refused, the others get the mail`() async throws {
    let relay = try RelayProcess(try await SendCommandTests.program())
    let result = try await relay.python(
      "print(send(['half@example.com', 'x@elsewhere.invalid'], 'Subject: s\\n\\nx'))")
    #expect(result.output == "ok\n")
    #expect(try await mails(to: "half@example.com").count == 1)
    #expect(relay.mails.first?.contains("x@elsewhere.invalid") == true)
  }

  @Test func `msmtp, s-nail and a program that insists on signing in`() async throws {
    let program = try await SendCommandTests.program()
    let relay = try RelayProcess(program)
    let mail = Data("Subject: by msmtp\n\nx\n".utf8)
    let msmtp = try await Command.run(
      "msmtp",
      ["--host=127.0.0.1", "--port=\(relay.port)", "--from=a@example.net", "msmtp@example.com"],
      input: mail, environment: ["HOME": program.folder.path])
    #expect(msmtp.status == 0, "\(msmtp.errors)")
    let nail = try await Command.run(
      "s-nail",
      [
        "-:/", "-S", "v15-compat", "-S", "mta=smtp://127.0.0.1:\(relay.port)", "-S",
        "smtp-auth=none", "-r", "a@example.net", "-s", "by s-nail", "nail@example.com",
      ],
      input: Data("x\n".utf8), environment: ["HOME": program.folder.path])
    #expect(nail.status == 0, "\(nail.errors)")
    let login = try await relay.python(
      """
      server.login('anybody', 'anything')
      print(send(['login@example.com'], 'Subject: signed in\\n\\nx'))
      """)
    #expect(login.output == "ok\n", "\(login.errors)")
    for (name, subject) in [("msmtp", "by msmtp"), ("nail", "by s-nail"), ("login", "signed in")] {
      #expect(try await mails(to: "\(name)@example.com").map { $0.header("Subject") } == [subject])
    }
    #expect(!relay.told.contains("anything"))
  }

  @Test func `Django sends a mail with its own settings and no secret`() async throws {
    let relay = try RelayProcess(try await SendCommandTests.program())
    let script = """
      from django.conf import settings
      settings.configure(EMAIL_HOST='127.0.0.1', EMAIL_PORT=\(relay.port), DEFAULT_FROM_EMAIL='web@example.net')
      from django.core.mail import EmailMultiAlternatives
      mail = EmailMultiAlternatives('Schöne Grüße', 'Text: ü', None, ['django@example.com'])
      mail.attach_alternative('<p>Text: ü</p>', 'text/html')
      mail.attach('büro.txt', 'Anhang ü')
      print(mail.send())
      """
    let result = try await Command.run(OpenIDProvider.interpreter, ["-c", script])
    #expect(result.output == "1\n", "\(result.errors)")
    let mail = try #require(try await mails(to: "django@example.com").first)
    #expect(mail.header("Subject") == "Schöne Grüße" && mail.defects.isEmpty)
    #expect(mail.text.contains("Text: ü"))
  }

  @Test func `a temporary refusal keeps its code, and a server that is away is temporary`()
    async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "RCPT TO:<grey": "450 4.2.0 Greylisted, try again", ".": "250 2.0.0 Taken as 7",
      ]))
    let program = try await SendCommandTests.program(at: server.port)
    let relay = try RelayProcess(program)
    let result = try await relay.python(
      "print(send(['grey@example.com'], 'Subject: s\\n\\nx')); print(send(['b@example.com'], 'Subject: s\\n\\nx'))"
    )
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.contains("(450, b'4.2.0 Greylisted, try again')") == true, "\(lines)")
    #expect(lines.last == "ok")
    #expect(relay.mails.last?.contains("status=sent (250 2.0.0 Taken as 7)") == true)
    server.stop()
    let gone = try await relay.python("print(send(['c@example.com'], 'Subject: s\\n\\nx'))")
    #expect(
      gone.output.contains("(451, b'4.4.0 ") && gone.output.contains("[connect.refused]"),
      "\(gone.output)")
  }

  @Test func `mails under way are finished when the relay is ended, and nobody new is let in`()
    async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([".": .steps([.pause(milliseconds: 1500), .send("250 2.0.0 late\r\n")])]))
    let relay = try RelayProcess(try await SendCommandTests.program(at: server.port))
    async let first = relay.python(
      "print(send(['slow@example.com'], 'Subject: s\\n\\nx')); print(send(['next@example.com'], 'Subject: s\\n\\nx'))"
    )
    _ = try await server.waitForLine(beginning: ".")
    let status = try relay.end()
    #expect(status == 0)
    let lines = try await first.output.split(separator: "\n")
    #expect(lines.first == "ok", "\(lines)")
    #expect(lines.last?.contains("421") == true || lines.count == 1, "\(lines)")
    #expect(relay.mails.count == 1)
  }

  @Test(arguments: [
    "0.0.0.0:2525", "192.0.2.1:25", "example.com:25", "127.0.0.1", "[::]:25", ":2525",
  ])
  func `nothing but loopback is listened on`(address: String) async throws {
    let program = try await SendCommandTests.program()
    let result = try await program.run("relay", "--listen", address)
    #expect(result.status == 64 && result.speaksForItself, "\(result.status) \(result.errors)")
    let set = try await program.run("set", "relay.listen=\(address)")
    #expect(set.status == 65 || set.status == 78 || set.status == 64, "\(set.status) \(set.errors)")
  }

  @Test
  func `a set-up that names no place says what to do, and a second relay is told of the first`()
    async throws
  {
    let program = try await SendCommandTests.program()
    let nowhere = try await program.run("relay")
    #expect(nowhere.status == 78 && nowhere.errors.contains("postern set relay.listen="))
    let relay = try RelayProcess(program)
    for words in [["--listen", "127.0.0.1:\(relay.port)"], ["--socket", relay.socket]] {
      let second = try await Command.run(
        Program.path, ["relay"] + words, environment: program.environment(), inheriting: false)
      #expect(second.status == 69 && second.errors.contains("already"), "\(second.errors)")
    }
    #expect(FileManager.default.fileExists(atPath: relay.socket))
    kill(relay.process.pid, SIGKILL)
    try Waiting.until("the end") { relay.process.status }
    // What was left behind is in nobody's way.
    let third = try RelayProcess(program)
    #expect(
      try await third.python(
        "print(send(['left@example.com'], 'Subject: s\\n\\nx'))", bySocket: true
      ).output == "ok\n")
  }

  @Test func `what the server behind cannot take is a final refusal`() async throws {
    let small = try RelayProcess(try await SendCommandTests.program("small"))
    let large = try await small.python(
      "print(send(['large@example.com'], 'Subject: s\\n\\n' + ('x' * 70 + '\\n') * 60))")
    #expect(large.output.hasPrefix("(552, b'5.3.4 "), "\(large.output)\(large.errors)")
    let ascii = try RelayProcess(try await SendCommandTests.program("ascii"))
    let international = try await ascii.python(
      """
      server.ehlo()
      server.command_encoding = 'utf-8'
      server.docmd('MAIL FROM:<a@example.net> SMTPUTF8'); print(server.docmd('RCPT TO:<jörg@example.com>')[0])
      print(server.data('Subject: s\\n\\nx'))
      """)
    #expect(
      international.output.contains("553, b'5.6.7 "),
      "\(international.output)\(international.errors)")
  }

  @Test func `the socket's folder is made, and a broken set-up with a queue takes mails`()
    async throws
  {
    let program = try await SendCommandTests.program("plain", "queue.enabled=true")
    try await program.succeed("set", "smtp.server=")
    let folder = program.folder.file("run")
    let relay = try RelayProcess(
      program, socket: "\(folder)/submit")
    let said = try await relay.python(
      "server.ehlo(); server.mail('a'); server.rcpt('mended@example.com'); print(server.data('Subject: s\\n\\nx'))",
      bySocket: true)
    #expect(said.output.hasPrefix("(250, b'2.0.0 queued as "), "\(said.output)\(relay.told)")
    try await program.succeed("set", "smtp.server=127.0.0.1")
    #expect(try await mails(to: "mended@example.com").count == 1)
  }

  @Test func `a changed set-up counts for the next mail`() async throws {
    let program = try await SendCommandTests.program()
    let relay = try RelayProcess(program)
    let script = "print(send(['change@example.com'], 'Subject: s\\n\\nx'))"
    #expect(try await relay.python(script).output == "ok\n")
    try await program.succeed("set", "system.address=other@example.org")
    #expect(try await relay.python(script).output == "ok\n")
    let senders = try await mails(to: "change@example.com", 2).compactMap {
      $0.header("Return-Path")
    }
    #expect(Set(senders) == ["<app@example.org>", "<other@example.org>"])
    try program.write("postern.toml", "version = 1\nprotocol = \"nonsense\"\n")
    let broken = try await relay.python(script)
    #expect(broken.output.contains("451") && broken.output.contains("protocol"), "\(broken.output)")
  }
}
