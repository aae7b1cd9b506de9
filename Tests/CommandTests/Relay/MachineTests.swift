import Foundation
import TestSupport
import Testing

/// The set-up of a whole machine, in /etc/postern and with its relay's socket in /run/postern, and
/// users who may not read it.
@Suite struct MachineTests {
  /// Runs a script as root with folders /etc and /run of its own, in which the set-up stands and
  /// the relay runs; `www` runs what follows as www-data, who can gain no privileges.
  private func machine(
    _ script: String, settings: [String] = [], port: String = "plain"
  ) async throws -> CommandResult {
    let folder = try TemporaryFolder()
    let server = try await SendCommandTests.postfix.get()
    let words =
      [
        "smtp.server=127.0.0.1", "smtp.port=\(server.port(port))", "system.address=app@example.org",
        "relay.socket=/run/postern/submit",
        "aliases.root=machine@example.com",
      ] + settings
    let prologue = """
      set -e
      mkdir \(folder.path)/etc \(folder.path)/work \(folder.path)/bin
      mount -t overlay overlay -o lowerdir=/etc,upperdir=\(folder.path)/etc,workdir=\(folder.path)/work /etc
      mount -t tmpfs tmpfs /run
      mkdir /run/postern /run/lock
      cp \(Program.path) \(folder.path)/bin/postern
      ln -s postern \(folder.path)/bin/sendmail
      export PATH=\(folder.path)/bin:$PATH HOME=/nonexistent
      unset POSTERN_HOME XDG_CONFIG_HOME
      www() { setpriv --reuid=www-data --regid=www-data --clear-groups --no-new-privs "$@"; }
      postern set --home /etc/postern \(words.map { "'\($0)'" }.joined(separator: " "))
      postern relay --verbose --listen 127.0.0.1:0 --home /etc/postern 2>/run/relay.log &
      relay=$!
      for try in $(seq 200); do grep -q 'listening on /run' /run/relay.log && break; sleep 0.05; done
      tcp=$(sed -n 's/.*listening on 127.0.0.1:\\([0-9]*\\)$/\\1/p' /run/relay.log)
      set +e

      """
    return try await Command.run(
      "unshare",
      [
        "--mount", "sh", "-c",
        prologue + script + "\nkill $relay; wait $relay; cat /run/relay.log >&2",
      ],
      environment: BuiltProgram.memoryChecks)
  }

  private func mails(to address: String, _ count: Int = 1) async throws -> [ParsedMail] {
    try await SendCommandTests.postfix.get().inbox(of: address, count: count).map(ParsedMail.init)
  }

  @Test func `a user who may not read the secrets sends by the socket`() async throws {
    let result = try await machine(
      """
      www cat /etc/postern/secrets.toml /etc/postern/postern.toml 2>&1 | grep -c denied
      printf 'Subject: from www\\n\\nx\\n' | www sendmail -i -F 'Wéb' www@example.com; echo $?
      printf 'To: root\\nBcc: machine-blind@example.com\\nSubject: t\\n\\nx\\n' | www sendmail -t -oi; echo $?
      printf 'Subject: s\\n\\nx\\n' | www sendmail nobodyhere 2>&1; echo $?
      printf 'Subject: s\\n\\nx\\n' | www sendmail x@elsewhere.invalid 2>/dev/null; echo $?
      www php -d sendmail_path='sendmail -t -i' -r 'exit(mail("machine-php-www@example.com", "Grüße", "x") ? 0 : 1);'; echo $?
      printf 'EHLO x\\r\\nMAIL FROM:<>\\r\\nRCPT TO:<machine-bs@example.com>\\r\\nDATA\\r\\nSubject: bs\\r\\n\\r\\nx\\r\\n.\\r\\nQUIT\\r\\n' |
        www sendmail -bs | grep -c '^250 2.0.0 Ok: queued'
      """)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines.first == "2" && lines.dropFirst().prefix(2) == ["0", "0"],
      "\(result.output)\(result.errors)")
    #expect(lines.contains { $0.contains("no alias says where its mail goes") })
    #expect(lines.suffix(4) == ["67", "77", "0", "1"], "\(result.output)\(result.errors)")
    let mail = try #require(try await mails(to: "www@example.com").first)
    #expect(mail.mailboxes["from"] == [.init(name: "Wéb", address: "app@example.org")])
    #expect(mail.header("Subject") == "from www")
    let toRoot = try #require(try await mails(to: "machine@example.com").first)
    #expect(
      toRoot.header("Bcc") == nil && toRoot.mailboxes["to"]?.first?.address == "machine@example.com"
    )
    for name in ["machine-blind", "machine-php-www", "machine-bs"] {
      #expect(try await mails(to: "\(name)@example.com").count == 1)
    }
    let told = result.errors.split(separator: "\n").filter { $0.contains("user=www-data") }
    #expect(told.count >= 5, "\(result.errors)")
  }

  @Test func `the set-up says who may, by the socket and by loopback`() async throws {
    let send = { (user: String) in
      """
      printf 'Subject: s\\n\\nx\\n' | \(user) sendmail may@example.com 2>&1; echo $?
      \(user) /usr/bin/python3 -c "import smtplib; s = smtplib.SMTP('127.0.0.1', $tcp); print(s.docmd('EHLO x')[0], s.docmd('MAIL FROM:<a@example.org>')[0])"

      """
    }
    let nobody = "setpriv --reuid=nobody --regid=nogroup --clear-groups --no-new-privs"
    let allowed = try await machine(
      send("www") + send(nobody), settings: ["relay.allow=www-data, 4711"])
    let lines = allowed.output.split(separator: "\n").map(String.init)
    #expect(
      lines.first == "0" && lines.dropFirst().first == "250 250",
      "\(allowed.output)\(allowed.errors)")
    #expect(
      lines.last == "250 550" && lines.contains { $0.contains("User nobody may not send here") },
      "\(lines)")
    let refused = try await machine(send("www") + send(nobody), settings: ["relay.refuse=33"])
    #expect(refused.output.hasSuffix("0\n250 250\n"), "\(refused.output)")
    #expect(refused.output.contains("User www-data may not send here"))
  }

  @Test func `without the relay a user is told what is missing, to try again`() async throws {
    let result = try await machine(
      """
      kill $relay; wait $relay
      printf 'Subject: s\\n\\nx\\n' | www sendmail later@example.com 2>&1; echo $?
      """)
    #expect(
      result.output.contains("/run/postern/submit") && result.output.hasSuffix("\n75\n"),
      "\(result.output)")
  }
}
