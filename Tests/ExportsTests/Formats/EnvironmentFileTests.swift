import MailSettings
import TestSupport
import Testing

@testable import Exports

@Suite struct EnvironmentFileTests {
  private func settings(_ text: String) throws -> [SettingKey: String] {
    let found = try ExportFormat.env.meaning(of: text)
    return Dictionary(uniqueKeysWithValues: found.taken.map { ($0.key, $0.text) })
  }

  @Test func `Laravel's names`() throws {
    let text = """
      APP_NAME=Shop
      MAIL_MAILER=smtp
      MAIL_HOST=smtp.example.com
      MAIL_PORT=465
      MAIL_USERNAME="shop@example.com"
      MAIL_PASSWORD='a b' # a comment
      MAIL_ENCRYPTION=tls
      MAIL_FROM_ADDRESS=shop@example.com
      MAIL_FROM_NAME="${APP_NAME}"
      """
    #expect(
      try settings(text) == [
        "smtp.server": "smtp.example.com", "smtp.port": "465", "smtp.encryption": "ssl",
        "authentication.user": "shop@example.com", "authentication.mode": "password",
        "system.address": "shop@example.com",
      ])
    let found = try ExportFormat.env.meaning(of: text)
    #expect(found.secret == "a b")
    #expect(found.leftOut.map(\.name) == ["MAIL_MAILER", "MAIL_FROM_NAME"])
    #expect(found.leftOut.last?.line == 9)
  }

  @Test(arguments: [
    (
      "SMTP_URL=smtps://us%20er:p%40ss%3A@mail.example.com:4465/?x=y",
      "ssl", "mail.example.com", "4465", "us er", "p@ss:"
    ),
    ("export EMAIL_URL=smtp+tls://u:p@[2001:db8::1]", "tls", "[2001:db8::1]", "587", "u", "p"),
    ("MAILER_DSN='smtps://h.example'", "ssl", "h.example", "465", nil, nil),
  ])
  func `a URL says all at once`(
    line: String, encryption: String, server: String, port: String, user: String?,
    password: String?
  ) throws {
    let found = try ExportFormat.env.meaning(of: line)
    #expect(found["smtp.encryption"] == encryption && found["smtp.server"] == server)
    #expect(found["smtp.port"] == port && found["authentication.user"] == user)
    #expect(found.secret == password)
  }

  @Test(arguments: [
    ("EMAIL_USE_TLS=true\nEMAIL_USE_SSL=False", "tls"), ("EMAIL_USE_SSL=1", "ssl"),
    ("SMTP_SECURITY=force_tls", "ssl"), ("SMTP_SECURITY=starttls", "tls"),
    ("SMTP_ENCRYPTION=none", "none"), ("SMTP_SECURE=false", nil), ("MAIL_ENCRYPTION=null", nil),
  ])
  func `encryption by many names`(lines: String, encryption: String?) throws {
    #expect(try ExportFormat.env.meaning(of: lines)["smtp.encryption"] == encryption)
  }

  @Test func `no variable and no command is followed`() throws {
    let found = try ExportFormat.env.meaning(
      of: "SMTP_PASSWORD=$(cat /etc/shadow)\nSMTP_HOST=`id`\nSMTP_USER=\"$HOME\"\nSMTP_PORT='25\n")
    #expect(found.taken.isEmpty && found.password == nil && found.leftOut.count == 4)
  }
}
