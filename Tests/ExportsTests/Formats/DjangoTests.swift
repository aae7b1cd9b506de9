import MailSettings
import TestSupport
import Testing

@testable import Exports

@Suite struct DjangoTests {
  @Test func `literals are taken, and nothing is run`() throws {
    let text = #"""
      """Settings.

      EMAIL_HOST = "docstring.example"
      """
      import os
      EMAIL_HOST = 'mail.example.com'  # here
      EMAIL_PORT = 587
      EMAIL_USE_TLS = True
      EMAIL_HOST_USER = ("app"
                         r'\x')
      EMAIL_HOST_PASSWORD = os.environ["PASSWORD"]
      DEFAULT_FROM_EMAIL = u"Büro <buero@example.com>"
      EMAIL_TIMEOUT = None
      EMAIL_SUBJECT_PREFIX = f"[{x}] "
      TEMPLATES = [{"EMAIL_HOST": "no"}]
      if DEBUG:
          EMAIL_PORT = 1025
      EMAIL_SSL_CERTFILE = "x" + "y"
      """#
    let found = try ExportFormat.django.meaning(of: text)
    let expected: [SettingKey: String] = [
      "smtp.server": "mail.example.com", "smtp.port": "587", "smtp.encryption": "tls",
      "authentication.user": #"app\x"#, "authentication.mode": "password",
      "system.address": "buero@example.com", "system.name": "Büro",
    ]
    for (key, text) in expected { #expect(found[key] == text, "\(key)") }
    #expect(found.taken.count == expected.count && found.password == nil)
    #expect(
      found.leftOut.map(\.line) == [11, 14, 17, 18]
        && found.leftOut.allSatisfy { $0.reason == .notALiteral })
  }

  @Test func `escapes of Python are read`() throws {
    let found = try ExportFormat.django.meaning(
      of: #"EMAIL_HOST_PASSWORD = "a\"b\\c\u00fc\x41\U0001F600\d" 'e\'f'"#)
    #expect(found.secret == "a\"b\\cüA😀\\de'f")
  }

  @Test func `an open string is a fault with its line`() {
    #expect(throws: ImportFault.syntax(line: 2)) {
      try ExportFormat.django.meaning(of: "x = 1\nEMAIL_HOST = 'mail\n")
    }
  }
}
