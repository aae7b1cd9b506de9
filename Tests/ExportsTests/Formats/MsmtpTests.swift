import MailSettings
import TestSupport
import Testing

@testable import Exports

@Suite struct MsmtpTests {
  private let usual = """
    # a comment
    defaults
    tls on
    logfile ~/.msmtp.log
    timeout 30

    account base
    host mail.example.com
    port 465
    tls_starttls off
    auth on
    user "alice b"
    from alice@example.com

    account work : base
    host work.example.com
    auth scram-sha-256
    password "p"a ss\\"

    account default : work
    domain app.example.com
    """

  @Test func `the account default counts, with all that it takes over`() throws {
    let found = try ExportFormat.msmtp.meaning(of: usual)
    let expected: [SettingKey: String] = [
      "smtp.server": "work.example.com", "smtp.port": "465", "smtp.encryption": "ssl",
      "authentication.mode": "password", "authentication.mechanism": "SCRAM-SHA-256",
      "authentication.user": "alice b", "system.address": "alice@example.com",
      "smtp.hello-name": "app.example.com",
    ]
    for (key, text) in expected { #expect(found[key] == text, "\(key)") }
    #expect(found.taken.count == expected.count && found.secret == #"p"a ss\"#)
    #expect(found.leftOut.map(\.name) == ["logfile", "timeout"])
    #expect(found.taken.first { $0.key == "smtp.server" }?.line == 16)
  }

  @Test func `without an account default the first counts, and others are told`() throws {
    let found = try ExportFormat.msmtp.meaning(
      of: "account one\r\nhost a.example\r\naccount two\r\nhost b.example\r\n")
    #expect(found["smtp.server"] == "a.example" && found.taken.count == 1)
    #expect(found.leftOut.map(\.name) == ["account two"])
  }

  @Test func `TLS without a port goes to msmtp's port, not to ours`() throws {
    let starttls = try ExportFormat.msmtp.meaning(of: "account a\nhost h.example\ntls on\n")
    #expect(starttls["smtp.port"] == "25" && starttls["smtp.encryption"] == "tls")
    let ssl = try ExportFormat.msmtp.meaning(of: "account a\nhost h\ntls\ntls_starttls off\n")
    #expect(ssl["smtp.port"] == "465" && ssl["smtp.encryption"] == "ssl")
    let off = try ExportFormat.msmtp.meaning(of: "account a\nhost h\ntls off\nauth off\n")
    #expect(off["smtp.encryption"] == "none" && off["authentication.mode"] == "none")
  }

  @Test func `commands are taken over or told, and never run`() throws {
    let found = try ExportFormat.msmtp.meaning(
      of: """
        account default
        eval echo host evil.example
        passwordeval "gpg -d ~/secret.gpg"
        tls_fingerprint AB:CD
        tls_certcheck off
        auth xoauth2
        from %U@example.com
        """)
    #expect(found["authentication.password-command"] == "gpg -d ~/secret.gpg")
    #expect(found.taken.count == 1)
    #expect(
      found.leftOut.map(\.reason) == [
        .command, .certificate(fingerprint: "AB:CD"), .unverified, .unsupported("xoauth2"),
        .variable,
      ])
  }

  @Test func `an account that is not there is a fault with its line`() {
    #expect(throws: ImportFault.unknownAccount("base", line: 3)) {
      try ExportFormat.msmtp.meaning(of: "\naccount a\naccount b : base\n")
    }
    #expect(throws: ImportFault.noAccount) { try ExportFormat.msmtp.meaning(of: "# none\n") }
  }
}
