import Foundation
import TestSupport
import Testing

/// `postern send` and `sendmail` at a real server.
@Suite struct SendCommandTests {
  static let postfix = Shared {
    let logins = try DovecotServer(users: ["alice": "open sesame"])
    return try PostfixServer(
      ports: [
        "plain": .plain, "login": PostfixPort(.none, login: .required),
        "ascii": PostfixPort.plain.with { $0.discardedKeywords = ["8bitmime", "smtputf8"] },
        "few": PostfixPort(options: ["smtpd_recipient_limit": "3"]),
        "small": PostfixPort.plain.with { $0.messageSizeLimit = 2_000 },
        "large": PostfixPort.plain.with { $0.messageSizeLimit = 60_000_000 },
      ], logins: logins, options: ["message_size_limit": "60000000"])
  }

  /// A program whose set-up sends to a port of the server.
  static func program(_ port: String = "plain", _ more: String...) async throws -> Program {
    try await program(at: try await postfix.get().port(port), more)
  }

  static func program(at port: Int, _ more: [String] = []) async throws -> Program {
    let program = try Program()
    let words =
      [
        "set", "smtp.server=127.0.0.1", "smtp.port=\(port)", "system.address=app@example.org",
        "system.name=Your Server",
      ] + more
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    guard result.status == 0 else { throw TestFailure(result.errors) }
    return program
  }

  private func mail(to address: String) async throws -> ParsedMail {
    try ParsedMail(try #require(try await Self.postfix.get().inbox(of: address).first))
  }

  @Test func `a message arrives, silently`() async throws {
    let program = try await Self.program()
    let result = try await program.run(
      "send", "one@example.com",
      input: "Subject: Grüße\nFrom: root (Cron Daemon)\n\nAll is wéll.\n.\n")
    #expect(
      result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result.errors)")
    let mail = try await mail(to: "one@example.com")
    #expect(mail.header("Subject") == "Grüße")
    #expect(mail.mailboxes["from"] == [.init(name: "Cron Daemon", address: "app@example.org")])
    #expect(mail.text.contains("All is wéll.") && mail.defects.isEmpty)
    #expect(mail.header("Return-Path") == "<app@example.org>")
    #expect(mail.header("Date") != nil && mail.header("Message-ID") != nil)
  }

  @Test func `the document tells of each recipient`() async throws {
    let program = try await Self.program()
    let result = try await program.run(
      "send", "--json", "two@example.com", "nobody@elsewhere.invalid", input: "Subject: x\n\ny\n")
    #expect(result.status == 67)
    let document = try result.document(SendDocument.self)
    #expect(document.schema == 1 && document.outcome == "delivered")
    #expect(document.recipients.map(\.outcome) == ["delivered", "failed"])
    #expect(document.recipients[1].reply?.code == 554)
    #expect(document.messageID?.hasSuffix("@example.org>") == true)
    #expect(try await mail(to: "two@example.com").header("Message-ID") == document.messageID)
  }

  @Test func `the header names recipients, blind ones unseen`() async throws {
    let program = try await Self.program()
    let result = try await program.run(
      "send", "-t", "-oi", "three@example.com",
      input:
        "To: Four <four@example.com>\nBcc: five@example.com,\n three@example.com\nSubject: s\n\nx\n.\ny\n"
    )
    #expect(result.status == 0, "\(result.errors)")
    for name in ["three", "four", "five"] {
      let mails = try await Self.postfix.get().inbox(of: "\(name)@example.com")
      #expect(mails.count == 1)
      let text = String(decoding: mails[0], as: UTF8.self)
      // The field's name with its colon: the three letters alone may be digits of a Message-ID.
      #expect(!text.lowercased().contains("bcc:") && text.contains("x\n.\ny"))
      let blind = ["three", "five"].filter { $0 != name }
      #expect(blind.allSatisfy { !text.contains("\($0)@") })
    }
  }

  @Test func `for a server of ASCII a mail is written in ASCII`() async throws {
    let program = try await Self.program("ascii")
    let text = "Grüße an alle, die das hier in ASCII lesen"
    let result = try await program.run(
      "send", "-i", "ascii@example.com",
      input:
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\(text)\n"
    )
    #expect(result.status == 0, "\(result.errors)")
    let mail = try await mail(to: "ascii@example.com")
    #expect(mail.transferEncoding == "quoted-printable")
    #expect(mail.text.contains(text))
    #expect(mail.rawBody.allSatisfy { $0 < 0x80 })
  }

  @Test func `a server that takes few recipients at once gets the mail again for the others`()
    async throws
  {
    let program = try await Self.program("few")
    let names = (0..<8).map { "few\($0)@example.com" }
    let result = try await program.run(
      "send", "--json", names.joined(separator: ","), input: "Subject: x\n\ny\n")
    #expect(result.status == 0, "\(result.output)")
    for name in names { #expect(try await Self.postfix.get().inbox(of: name).count == 1) }
  }

  @Test func `called sendmail, it is sendmail`() async throws {
    let program = try await Self.program()
    let link = program.folder.file("sendmail")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Program.path)
    let result = try await Command.run(
      link,
      ["-FCronDaemon", "-i", "-B8BITMIME", "-oem", "cron1@example.com,", "cron2@example.com"],
      input: Data("From: root\nSubject: cron\n\nx\n".utf8), environment: program.environment(),
      inheriting: false)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try await mail(to: "cron2@example.com").mailboxes["from"]?.first?.name == "CronDaemon")
    let unknown = try await Command.run(
      link, ["-Zx", "cron3@example.com"], input: Data("Subject: a\n\nb".utf8),
      environment: program.environment(), inheriting: false)
    #expect(unknown.status == 0 && unknown.errors.contains("-Z"))
  }

  @Test func `SMTP is spoken on standard input and output`() async throws {
    let program = try await Self.program()
    let dialogue = [
      "EHLO client", "MAIL FROM:<ann@example.net> BODY=8BITMIME", "RCPT TO:<bs@example.com>",
      "RCPT TO:<nobody>", "DATA", "From: ann@example.net", "Subject: bs", "", "..dot", ".",
      "MAIL FROM:<ann@example.net>", "RCPT TO:<x@elsewhere.invalid>", "DATA", "Subject: no", "",
      ".", "QUIT", "",
    ]
    let result = try await program.run("send", "-bs", input: dialogue.joined(separator: "\r\n"))
    #expect(result.status == 0, "\(result.errors)")
    let replies = result.output.split(separator: "\r\n").map(String.init)
    #expect(replies.contains { $0.hasPrefix("550 5.1.1 nobody") })
    #expect(replies.contains { $0.hasPrefix("250 2.0.0") && $0.contains("queued as") })
    #expect(replies.contains { $0.hasPrefix("554 5.7.1") })
    #expect(replies.last?.hasPrefix("221") == true)
    let mail = try await mail(to: "bs@example.com")
    #expect(mail.text.contains(".dot") && !mail.text.contains("..dot"))
    #expect(mail.mailboxes["reply-to"]?.first?.address == "ann@example.net")
  }

  @Test(
    arguments: [
      (["send"], "Subject: a\n\nb", 64), (["send", "-t"], "Subject: a\n\nb", 65),
      (["send", "not an address"], "Subject: a\n\nb", 65),
      (["send", "root"], "Subject: a\n\nb", 65),
      (["send", "a@example.com"], "Subject: a\n\nb\0c", 65),
      (["send", "--event", "user", "a@example.com"], "Subject: a\n\nb", 64),
      (["send", "--event", "sometimes", "a@example.com"], "Subject: a\n\nb", 64),
      (["send", "-t"], "To: \"a\" <a@example.com\nBcc: b@\n\nx", 65),
    ] as [([String], String, Int32)])
  func `what is wrong has a status and a reason`(
    words: [String], message: String, status: Int32
  ) async throws {
    let program = try await Self.program()
    let result = try await Command.run(
      Program.path, words, input: Data(message.utf8), environment: program.environment(),
      inheriting: false)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.speaksForItself, "\(result.errors)")
  }

  @Test func `an input that is a folder is told as one`() async throws {
    let program = try await Self.program()
    let result = try await Command.run(
      "/bin/sh", ["-c", "exec '\(Program.path)' send a@example.com </tmp"],
      environment: program.environment(), inheriting: false)
    #expect(result.status == 74)
    #expect(result.errors == "postern: Standard input cannot be read: Is a directory.\n")
  }

  @Test func `a server that is not there means try again, one that refuses sign-ins does not`()
    async throws
  {
    let gone = try await Self.program(at: try FreePort.next())
    let result = try await gone.run("send", "a@example.com", input: "Subject: a\n\nb")
    #expect(result.status == 75, "\(result.errors)")
    #expect(
      result.errors.contains("connect.refused") && result.errors.contains("Nothing was sent."))
    let login = try await Self.program(
      "login", "authentication.mode=password", "authentication.user=alice",
      "smtp.allow-clear-text-password=true")
    try await login.succeed("password", "set", "smtp", input: "wrong\n")
    let refused = try await login.run("send", "a@example.com", input: "Subject: a\n\nb")
    #expect(refused.status == 77, "\(refused.errors)")
    try await login.succeed("password", "set", "smtp", input: "open sesame\n")
    #expect(try await login.run("send", "signed@example.com", input: "Subject: a\n\nb").status == 0)
  }

  @Test func `without a set-up nothing is sent, and the reason is told`() async throws {
    let program = try Program()
    let result = try await program.run("send", "a@example.com", input: "Subject: a\n\nb")
    #expect(result.status == 78 && result.speaksForItself, "\(result.errors)")
  }

  @Test func `a message larger than the server takes is refused before it is sent`() async throws {
    let program = try await Self.program("small")
    let result = try await program.run(
      "send", "a@example.com", input: "Subject: a\n\n" + String(repeating: "line\n", count: 1_000))
    #expect(result.status == 65, "\(result.errors)")
  }

  /// The most memory that a send takes, in kB, by the system's count.
  private func memory(_ program: Program, _ message: String) async throws -> Int {
    let script = """
      import resource, subprocess, sys
      ended = subprocess.run(sys.argv[2:], stdin=open(sys.argv[1]))
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      sys.exit(ended.returncode)
      """
    let result = try await Command.run(
      "python3", ["-c", script, message, Program.path, "send", "-i", "large@example.com"],
      environment: program.environment(), inheriting: false)
    guard result.status == 0, let size = Int(result.output.split(separator: "\n").last ?? "") else {
      throw TestFailure("\(result.output)\(result.errors)")
    }
    return size
  }

  @Test func `a message of 25 MB takes no more memory than a small one`() async throws {
    let program = try await Self.program("large")
    let line = String(repeating: "0123456789", count: 7) + "\n"
    let small = program.folder.file("small")
    try Data("Subject: small\n\n\(line)".utf8).write(to: URL(fileURLWithPath: small))
    let large = program.folder.file("large")
    let body = String(repeating: line, count: 26_214_400 / line.utf8.count)
    try Data("Subject: large\n\n\(body)".utf8).write(to: URL(fileURLWithPath: large))
    let before = try await memory(program, small)
    let after = try await memory(program, large)
    #expect(after - before < 8_192, "\(before) kB, \(after) kB")
    let mails = try await Self.postfix.get().inbox(of: "large@example.com", count: 2)
    let sizes = mails.map(\.count).sorted()
    #expect(sizes[1] > body.utf8.count && sizes[1] < body.utf8.count + 2_000)
  }

  @Test func `ten thousand recipients are asked about in as many mails as the server wants`()
    async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["PIPELINING", "LIMITS RCPTMAX=1000"])]))
    let program = try await Self.program(at: server.port)
    let names = (0..<10_000).map { "user\($0)@example.com" }
    let result = try await program.run(
      "send", "-t", input: "To: \(names.joined(separator: ", "))\nSubject: many\n\nx\n")
    #expect(result.status == 0, "\(result.errors.prefix(500))")
    let lines = server.lines
    #expect(Set(lines.filter { $0.hasPrefix("RCPT TO:") }).count == 10_000)
    #expect(lines.count { $0 == "DATA" } == 10)
    #expect(lines.allSatisfy { $0.utf8.count <= 998 })
  }

  @Test func `headers can't be smuggled in, nor commands or a second mail`() async throws {
    let program = try await Self.program()
    let attacks = [
      "Subject: a\n\nx\r\n.\r\nMAIL FROM:<evil@example.com>\r\n", "Subject: a\n\nx\n.\nMAIL\n",
      "Subject: a\n\nx\r.\rMAIL FROM:<e@x>\r", "Subject: a\n\nx\r\n.\rRCPT",
      "Subject: a\n\n\r.\n\r.\r\n",
    ]
    for (index, attack) in attacks.enumerated() {
      let address = "smuggled\(index)@example.com"
      let result = try await program.run("send", "-i", address, input: attack)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try await Self.postfix.get().inbox(of: address).count == 1)
    }
    for word in ["a@example.com\r\nRCPT TO:<e@example.com>", "a@example.com> SIZE=1", "-f\n.\n"] {
      let result = try await Command.run(
        Program.path, ["send", word], input: Data("Subject: a\n\nb".utf8),
        environment: program.environment(), inheriting: false)
      #expect(result.status == 65 || result.status == 64, "\(word): \(result.errors)")
    }
  }

  /// The document of `postern send --json`.
  struct SendDocument: Decodable {
    struct Recipient: Decodable {
      struct Reply: Decodable {
        let code: Int
      }

      let address: String
      let outcome: String
      let reply: Reply?
    }

    let schema: Int
    let outcome: String
    let messageID: String?
    let recipients: [Recipient]

    enum CodingKeys: String, CodingKey {
      case schema, outcome, recipients
      case messageID = "message-id"
    }
  }
}
