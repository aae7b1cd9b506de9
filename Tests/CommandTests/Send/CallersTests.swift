import Foundation
import TestSupport
import Testing

/// Real programs that hand in mail, each by its own idea of `sendmail`.
@Suite struct CallersTests {
  /// A program whose `sendmail` is Postern.
  func sendmail() async throws -> (program: Program, path: String) {
    let program = try await SendCommandTests.program("plain", "aliases.root=root-gets@example.com")
    let path = program.folder.file("sendmail")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: Program.path)
    return (program, path)
  }

  @discardableResult
  func run(
    _ words: [String], _ program: Program, input: String = ""
  ) async throws -> CommandResult {
    let result = try await Command.run(
      words[0], Array(words.dropFirst()), input: Data(input.utf8),
      environment: program.environment(), inheriting: false, folder: program.folder.path)
    #expect(result.status == 0, "\(words): \(result.output)\(result.errors)")
    return result
  }

  /// The mail by two parsers that are not ours.
  func mail(to address: String) async throws -> (python: ParsedMail, perl: PerlMail) {
    let mail = try #require(
      try await SendCommandTests.postfix.get().inbox(of: address).first)
    return (try ParsedMail(mail), try PerlMail(mail))
  }

  func expect(
    _ address: String, subject: String, text: String, replyTo: String? = nil
  ) async throws {
    let (python, perl) = try await mail(to: address)
    #expect(python.header("Subject") == subject && perl.subject == subject)
    #expect(python.text.contains(text) && perl.text.contains(text), "\(perl.text)")
    #expect(python.mailboxes["from"]?.map(\.address) == ["app@example.org"])
    #expect(python.header("Return-Path") == "<app@example.org>")
    #expect(python.mailboxes["reply-to"]?.first?.address == replyTo)
    #expect(python.defects.isEmpty, "\(python.defects)")
    #expect(python.headers(named: "Date").count == 1)
    #expect(python.headers(named: "Message-ID").count == 1)
  }

  @Test func `git send-email`() async throws {
    let (program, sendmail) = try await sendmail()
    let patch = """
      From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
      From: Ann Lee <ann@example.net>
      Date: Thu, 26 Nov 2026 10:00:00 +0000
      Subject: [PATCH] Grüße mended

      ---
       a | 1 +
      .
      --\u{20}
      2.39.5

      """
    try Data(patch.utf8).write(to: URL(fileURLWithPath: program.folder.file("1.patch")))
    try await run(["git", "init", "-q", "."], program)
    try await run(
      [
        "git", "-c", "user.name=Ann Lee", "-c", "user.email=ann@example.net", "send-email",
        "--quiet", "--confirm=never", "--suppress-cc=all", "--8bit-encoding=UTF-8",
        "--smtp-server=\(sendmail)", "--from=Ann Lee <ann@example.net>", "--to=git@example.com",
        "1.patch",
      ], program)
    try await expect(
      "git@example.com", subject: "[PATCH] Grüße mended", text: " a | 1 +\n.\n",
      replyTo: "ann@example.net")
  }

  @Test func `s-nail`() async throws {
    let (program, sendmail) = try await sendmail()
    try await run(
      [
        "s-nail", "-n", "-S", "v15-compat", "-S", "mta=\(sendmail)", "-S", "sendwait", "-S",
        "ttycharset=utf-8", "-r", "ann@example.net", "-s", "Grüße von s-nail", "snail@example.com",
      ], program, input: "Zeile eins\n.zwei äöü\n")
    try await expect(
      "snail@example.com", subject: "Grüße von s-nail", text: ".zwei äöü",
      replyTo: "ann@example.net")
  }

  @Test func mutt() async throws {
    let (program, sendmail) = try await sendmail()
    let settings = """
      set sendmail="\(sendmail) -oem -oi"
      set sendmail_wait=60
      set copy=no
      set charset="utf-8"
      set send_charset="us-ascii:utf-8"
      set from="Ann Lee <ann@example.net>"
      set use_from=yes
      set realname="Ann Lee"
      """
    try Data(settings.utf8).write(to: URL(fileURLWithPath: program.folder.file("muttrc")))
    try await run(
      ["mutt", "-n", "-F", "muttrc", "-s", "Grüße von mutt", "--", "mutt@example.com"], program,
      input: "erste\n.\nzweite äöü\n")
    try await expect(
      "mutt@example.com", subject: "Grüße von mutt", text: "\n.\nzweite äöü",
      replyTo: "ann@example.net")
  }

  @Test func `PHP's mail()`() async throws {
    let (program, sendmail) = try await sendmail()
    let script = """
      exit(mail('php@example.com', 'Grüße von PHP', "eins\\r\\n.\\r\\nzwei äöü\\n",
        "From: Web <web@example.net>\\r\\nContent-Type: text/plain; charset=UTF-8\\r\\nX-Test: 1",
        '-fbounces@example.net') ? 0 : 1);
      """
    try await run(["php", "-d", "sendmail_path=\(sendmail) -t -i", "-r", script], program)
    try await expect(
      "php@example.com", subject: "Grüße von PHP", text: "eins\n.\nzwei äöü",
      replyTo: "web@example.net")
  }

  @Test func `PHP fails where nothing is sent`() async throws {
    let (program, sendmail) = try await sendmail()
    let script = "exit(mail('stranger', 'a', 'b') ? 0 : 7);"
    let result = try await Command.run(
      "php", ["-d", "sendmail_path=\(sendmail) -t -i", "-r", script],
      environment: program.environment(), inheriting: false)
    #expect(result.status == 7)
  }

  @Test(arguments: [
    // Debian's cron with a MAILTO, cronie, anacron, at, mdadm, unattended-upgrades, fail2ban.
    ("-FCronDaemon -i -B8BITMIME -oem cron@example.com", "cron", true),
    ("-FCronDaemon -i -odi -oem -oi -t -f root", "cronie", true),
    ("-FAnacron -odi root-gets2@example.com", "anacron", true),
    ("-i at@example.com", "at", true), ("-t", "mdadm", false), ("-oi -t", "upgrades", false),
    ("-f fail2ban@host.local fail2ban@example.com", "fail2ban", false),
  ])
  func `daemons hand in what happened`(line: String, name: String, hasFullName: Bool) async throws {
    let (program, sendmail) = try await sendmail()
    let recipient = line.split(separator: " ").last { $0.contains("@example.com") }
    let message = """
      From: root (Cron Daemon)
      To: \(recipient ?? "\(name)@example.com")
      Subject: Cron <root@host> \(name)
      Content-Type: text/plain; charset=ANSI_X3.4-1968
      X-Cron-Env: <SHELL=/bin/sh>

      Größe: 3

      """
    try await run([sendmail] + line.split(separator: " ").map(String.init), program, input: message)
    let address = recipient.map(String.init) ?? "\(name)@example.com"
    let (python, perl) = try await mail(to: address)
    #expect(python.header("Subject") == "Cron <root@host> \(name)")
    #expect(python.mailboxes["from"] == [.init(name: "Cron Daemon", address: "app@example.org")])
    #expect(python.mailboxes["reply-to"] == nil)
    #expect(
      python.charset == "UTF-8" && python.text.contains("Größe: 3")
        && perl.text.contains("Größe: 3"))
  }

  @Test func `Symfony speaks SMTP to sendmail -bs`() async throws {
    let (program, sendmail) = try await sendmail()
    // The commands of Symfony\\Component\\Mailer\\Transport\\Smtp\\SmtpTransport, one at a time.
    let script = """
      import subprocess, sys
      p = subprocess.Popen([sys.argv[1], "-bs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
      def reply(*codes):
        while True:
          line = p.stdout.readline().decode()
          if line[3:4] != "-": break
        assert int(line[:3]) in codes, line
      def say(text, *codes):
        p.stdin.write((text + "\\r\\n").encode()); p.stdin.flush(); reply(*codes)
      reply(220); say("EHLO [127.0.0.1]", 250)
      for n in range(2):
        say("MAIL FROM:<web@example.net>", 250); say(f"RCPT TO:<symfony{n}@example.com>", 250, 251, 252)
        say("DATA", 354)
        p.stdin.write(("From: Web <web@example.net>\\r\\nTo: symfony@example.com\\r\\n"
          "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\\r\\nMIME-Version: 1.0\\r\\n"
          "Content-Type: text/plain; charset=utf-8\\r\\nContent-Transfer-Encoding: quoted-printable\\r\\n"
          "\\r\\n..punkt =C3=A4\\r\\n").encode())
        say(".", 250)
      say("QUIT", 221)
      sys.exit(p.wait())
      """
    try await run(["python3", "-c", script, sendmail], program)
    for index in 0..<2 {
      try await expect(
        "symfony\(index)@example.com", subject: "Grüße", text: ".punkt ä",
        replyTo: "web@example.net")
    }
  }

  @Test func `Python's email through a pipe`() async throws {
    let (program, sendmail) = try await sendmail()
    let script = """
      import subprocess, sys
      from email.message import EmailMessage
      m = EmailMessage()
      m["To"], m["Subject"] = "Bob Grün <python@example.com>", "Grüße"
      m["Bcc"] = "python-bcc@example.com"
      m.set_content("Text äöü\\n.\\n")
      m.add_attachment(bytes(range(256)) * 40, maintype="application", subtype="octet-stream",
        filename="ü.bin")
      subprocess.run([sys.argv[1], "-t", "-oi"], input=m.as_bytes(), check=True)
      """
    try await run(["python3", "-c", script, sendmail], program)
    try await expect("python@example.com", subject: "Grüße", text: "Text äöü\n.\n")
    #expect(try await mail(to: "python-bcc@example.com").python.header("Bcc") == nil)
  }

  @Test func `mail without -i ends at a line with a dot, and mailq shows an empty queue`()
    async throws
  {
    let (program, sendmail) = try await sendmail()
    try await run([sendmail, "dots@example.com"], program, input: "Subject: d\n\none\n.\ntwo\n")
    let (python, _) = try await mail(to: "dots@example.com")
    #expect(python.text.contains("one") && !python.text.contains("two"))
    #expect(try await run([sendmail, "-bp"], program).output == "Mail queue is empty\n")
    #expect(try await run([sendmail, "-q"], program).output.isEmpty)
    #expect(try await run([sendmail, "-bi"], program).output.isEmpty)
  }
}
