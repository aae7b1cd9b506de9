import MailSettings
import TestSupport
import Testing

/// What people paste where the server's name belongs.
@Suite struct PastedServerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let changes: [SettingKey: String]
    var key: SettingKey
    var before: [String: String] = [:]
    var testDescription: String { "\(key.name): \(text)" }

    init(
      _ text: String, _ changes: [SettingKey: String], key: SettingKey = "smtp.server",
      before: [String: String] = [:]
    ) {
      (self.text, self.changes, self.key, self.before) = (text, changes, key, before)
    }
  }

  private static func smtp(
    _ server: String, _ port: String? = nil, _ encryption: String? = nil
  ) -> [SettingKey: String] {
    var changes: [SettingKey: String] = ["smtp.server": server]
    changes["smtp.port"] = port
    changes["smtp.encryption"] = encryption
    return changes
  }

  static let host = "mail.example.com"

  static let servers: [Case] = [
    Case("mail.example.com:587", smtp(host, "587", "tls")),
    Case("mail.example.com:465", smtp(host, "465", "ssl")),
    Case("mail.example.com:2525", smtp(host, "2525")),
    Case(
      "mail.example.com:587", smtp(host, "587"), before: ["smtp.encryption": "tls-if-available"]),
    Case("mail.example.com:", smtp(host)),
    Case("smtp://mail.example.com", smtp(host)),
    Case("smtp://mail.example.com:587", smtp(host, "587", "tls")),
    Case("SMTP://Mail.Example.com:25/", smtp("Mail.Example.com", "25")),
    Case("smtps://mail.example.com", smtp(host, "465", "ssl")),
    Case("smtps://mail.example.com:4465", smtp(host, "4465", "ssl")),
    Case("submission://mail.example.com", smtp(host, "587", "tls")),
    Case("submissions://mail.example.com", smtp(host, "465", "ssl")),
    Case("ssl://mail.example.com", smtp(host, nil, "ssl")),
    Case("ssl://smtp.gmail.com:465", smtp("smtp.gmail.com", "465", "ssl")),
    Case("tls://mail.example.com:587", smtp(host, "587", "tls")),
    Case("tls://mail.example.com:465", smtp(host, "465", "ssl")),
    Case("tls://mail.example.com", smtp(host, "587", "tls")),
    Case("smtp+starttls://mail.example.com:25", smtp(host, "25", "tls")),
    Case("https://mail.example.com/", smtp(host)),
    Case("https://mail.example.com:8443/owa?x=y#z", smtp(host)),
    Case("//mail.example.com:25", smtp(host, "25")), Case("mail.example.com/", smtp(host)),
    Case("[2001:db8::1]:465", smtp("2001:db8::1", "465", "ssl")),
    Case("smtp://[2001:db8::1]:25", smtp("2001:db8::1", "25")),
    Case("192.0.2.7:25", smtp("192.0.2.7", "25")), Case("[192.0.2.7]:25", [:]),
    Case("<mail.example.com>", smtp(host)), Case("\"mail.example.com\"", smtp(host)),
    Case("'mail.example.com:25'", smtp(host, "25")),
    Case("mail.example.com 587", smtp(host, "587", "tls")),
    Case("mail.example.com, port 587", smtp(host, "587", "tls")),
    Case("smtp.gmail.com port 465 (SSL/TLS)", smtp("smtp.gmail.com", "465", "ssl")),
    Case("smtp.office365.com:587 STARTTLS", smtp("smtp.office365.com", "587", "tls")),
    Case("mail_server:587", smtp("mail_server", "587", "tls")),
    Case("mail.example.com.:587", smtp(host, "587", "tls")),
    Case("mail.example.com:587/tcp", smtp(host, "587", "tls")),
    Case("mail.example.com:submission", smtp(host, "587", "tls")),
    Case(
      "smtp://app%40example.com@mail.example.com:25",
      smtp(host, "25").merging(["authentication.user": "app@example.com"]) { $1 }),
    Case(
      "smtp://app:secret@mail.example.com:25",
      smtp(host, "25").merging(["authentication.user": "app"]) { $1 }),
    Case(
      "smtp://other@mail.example.com:25", smtp(host, "25"), before: ["authentication.user": "ann"]),
    Case(
      "app@mail.example.com:587",
      smtp(host, "587", "tls").merging(["authentication.user": "app"]) { $1 }),
  ]

  static let mailboxes: [Case] = [
    Case(
      "imaps://imap.example.com",
      [
        "incoming.server": "imap.example.com", "incoming.port": "993", "incoming.encryption": "ssl",
        "incoming.protocol": "imap",
      ], key: "incoming.server"),
    Case(
      "pop3://ann@pop.example.com:110",
      [
        "incoming.server": "pop.example.com", "incoming.port": "110", "incoming.protocol": "pop3",
        "incoming.user": "ann",
      ], key: "incoming.server"),
    Case(
      "imap.example.com:993",
      [
        "incoming.server": "imap.example.com", "incoming.port": "993", "incoming.encryption": "ssl",
      ],
      key: "incoming.server"),
  ]

  @Test(arguments: servers.filter { !$0.changes.isEmpty } + mailboxes)
  func `what was pasted is put where it belongs on a key`(trial: Case) throws {
    var draft = Draft(trial.before.merging([trial.key.name: trial.text]) { $1 })
    #expect(trial.key.setting.problem(draft) != nil)
    let fix = try #require(draft.fixes(at: trial.key).first)
    #expect(fix.changes == trial.changes)
    for (_, text) in trial.changes { #expect(fix.label.lowercased().contains(text.lowercased())) }
    draft.apply(fix)
    #expect(draft.wrongTexts.isEmpty)
  }

  @Test(arguments: [
    "app@example.com", "imap://imap.example.com", "ftp://mail.example.com", "mail.example.com:0",
    "mail.example.com:99999", "mail.example.com:587:25", "a b c", "mail.example.com 587 25",
    "mail.example.com, mail2.example.com", "[192.0.2.7]:25", "://", "@", "smtp://", ":", "<>", "[",
    "[]:",
    "mail.example.com:587 SOMETHING", "file:///etc/passwd", "", "mail\u{7}:587",
    "smtp://u:p/w@h:25",
  ])
  func `what is not understood as a whole is not guessed at`(text: String) {
    #expect(Draft(["smtp.server": text]).fixes(at: "smtp.server").isEmpty)
  }

  @Test(arguments: ["mail.example.com", "2001:db8::1", "localhost", "mail_server"])
  func `a right name needs no fix`(text: String) {
    #expect(Draft(["smtp.server": text]).fixes(at: "smtp.server").isEmpty)
  }

  @Test(arguments: [
    "smtp://u:geheim@h:25", "u:geheim@h:25", "smtp://u:gehe/im@h", "smtp://u:ge@heim@h",
  ])
  func `a password in a URL is in no sentence and no fix`(text: String) throws {
    let draft = Draft(["smtp.server": text])
    let sentence = try #require(draft.wrongTexts.first?.problem.sentence)
    #expect(!sentence.contains("heim") && !sentence.contains("gehe"), "\(sentence)")
    for fix in draft.fixes(at: "smtp.server") {
      #expect(!fix.label.contains("heim") && !"\(fix.changes)".contains("heim"))
      #expect(fix.label.hasSuffix("without the password"))
    }
  }
}
