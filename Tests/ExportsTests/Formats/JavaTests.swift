import MailSettings
import TestSupport
import Testing

@testable import Exports

@Suite struct JavaTests {
  @Test func `properties as people write them`() throws {
    let text = #"""
      ! a comment
      mail.smtp.host : mail.example.com
      mail.smtp.port 587
      mail.smtp.auth=true
      mail.smtp.user = \u00fcser
      mail.smtp.password = a\=b\\c\
          d\u20AC
      mail.smtp.starttls.enable=true
      mail.smtp.ssl.trust=*
      mail.from = "Shop" <shop@example.com>
      mail.debug=true
      other.key=x
      """#
    let found = try ExportFormat.jakartaMail.meaning(of: text)
    let expected: [SettingKey: String] = [
      "smtp.server": "mail.example.com", "smtp.port": "587", "authentication.mode": "password",
      "authentication.user": "üser", "smtp.encryption": "tls-if-available",
      "system.address": "shop@example.com", "system.name": "Shop",
    ]
    for (key, text) in expected { #expect(found[key] == text, "\(key)") }
    #expect(found.taken.count == expected.count && found.secret == "a=b\\cd€")
    #expect(found.leftOut.map(\.name) == ["mail.smtp.ssl.trust", "mail.debug"])
    #expect(found.leftOut.map(\.line) == [9, 11])
  }

  @Test func `the family of smtps is TLS from the first byte`() throws {
    let found = try ExportFormat.jakartaMail.meaning(of: "mail.smtps.host=h.example\n")
    #expect(found["smtp.encryption"] == "ssl" && found["smtp.port"] == "465")
  }

  @Test func `application.properties of Spring`() throws {
    let text = """
      server.port=8080
      spring.mail.host=mail.example.com
      spring.mail.port=587
      spring.mail.username=app
      spring.mail.password=${MAIL_PASSWORD:none}
      spring.mail.properties.mail.smtp.auth=true
      spring.mail.properties.mail.smtp.starttls.enable=true
      spring.mail.properties.mail.smtp.starttls.required=true
      spring.mail.test-connection=true
      """
    let found = try ExportFormat.spring.meaning(of: text)
    #expect(found["smtp.server"] == "mail.example.com" && found["smtp.encryption"] == "tls")
    #expect(found["authentication.user"] == "app" && found["authentication.mode"] == "password")
    #expect(found.password == nil)
    #expect(found.leftOut.map(\.reason) == [.variable, .unknown])
  }
}
