import MailSettings
import TestSupport
import Testing

@testable import Exports

@Suite struct PostfixTests {
  private let usual = """
    # See /usr/share/postfix/main.cf.dist
    myhostname = app.example.com
    mydestination = $myhostname, localhost
    relay = [mail.example.com]
    relayhost =
      # a comment between
      ${relay}:submission
    smtp_helo_name = $myhostname
    smtp_tls_security_level = encrypt
    smtp_sasl_auth_enable = yes
    smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd
    smtp_sasl_security_options = noanonymous
    smtp_tls_CAfile = /etc/postfix/ca.pem
    smtp_generic_maps = hash:/etc/postfix/generic
    """

  @Test func `names, continuation lines and the file of passwords are followed`() throws {
    let passwords = """
      # old
      [other.example.com]:587 x:y
      [mail.example.com]:submission us er:p:a ss $x
      """
    let found = try ExportFormat.postfix.meaning(of: usual, passwords: passwords)
    let expected: [SettingKey: String] = [
      "smtp.server": "mail.example.com", "smtp.port": "submission", "smtp.encryption": "tls",
      "smtp.hello-name": "app.example.com", "authentication.mode": "password",
      "authentication.user": "us er",
    ]
    for (key, text) in expected { #expect(found[key] == text, "\(key)") }
    #expect(found.taken.count == expected.count && found.secret == "p:a ss $x")
    #expect(found.leftOut.map(\.name) == ["smtp_tls_CAfile", "smtp_generic_maps"])
  }

  @Test func `passwords that cannot be read, or are not there, are told`() throws {
    let unreadable = try ExportFormat.postfix.meaning(of: usual)
    #expect(
      unreadable.leftOut.last?.reason == .unreadable("/etc/postfix/sasl_passwd"))
    let none = try ExportFormat.postfix.meaning(of: usual, passwords: "[x] y:z\n")
    #expect(none.leftOut.last?.reason == .noPassword("[mail.example.com]:submission"))
    #expect(none.password == nil)
  }

  @Test(arguments: [
    ("relayhost = mail.example.com", "mail.example.com", "25", 1),
    ("relayhost = [192.0.2.1]", "192.0.2.1", "25", 0),
    ("relayhost = [ipv6:2001:db8::1]:465", "2001:db8::1", "465", 0),
    ("relayhost = [2001:db8::1]:465", "2001:db8::1", "465", 0),
    ("relayhost = [a.example]:587, [b.example]", "a.example", "587", 1),
  ])
  func `a relay host is taken in each of its forms`(
    line: String, server: String, port: String, leftOut: Int
  ) throws {
    let found = try ExportFormat.postfix.meaning(of: line)
    #expect(found["smtp.server"] == server && found["smtp.port"] == port)
    #expect(found.leftOut.count == leftOut)
  }

  @Test(arguments: [
    ("smtp_tls_security_level = may", "tls-if-available"),
    ("smtp_tls_security_level = encrypt\nsmtp_tls_wrappermode = yes", "ssl"),
    ("smtp_tls_wrappermode = yes\nsmtp_tls_security_level = secure", "ssl"),
    ("smtp_use_tls = yes", "tls-if-available"), ("smtp_enforce_tls = yes", "tls"),
    ("smtp_tls_security_level = none", "none"), ("smtp_tls_security_level = dane", nil),
  ])
  func `levels of TLS become encryptions`(lines: String, encryption: String?) throws {
    #expect(try ExportFormat.postfix.meaning(of: lines)["smtp.encryption"] == encryption)
  }

  @Test func `a value that depends on what is not in the file is told`() throws {
    let found = try ExportFormat.postfix.meaning(
      of: "relayhost = $mydomain\na = $b\nb = $a\nsmtp_helo_name = $a\n")
    #expect(found.taken.isEmpty && found.leftOut.map(\.reason) == [.variable, .variable])
  }

  @Test func `a line without a sign is a fault`() {
    #expect(throws: ImportFault.syntax(line: 2)) {
      try ExportFormat.postfix.meaning(of: "relayhost = x\nnonsense\n")
    }
  }
}
