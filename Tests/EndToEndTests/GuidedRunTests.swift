import Foundation
import TestSupport
import Testing

/// From an empty folder to a delivered e-mail, by keys alone.
@Suite struct GuidedRunTests {
  /// What is typed in a first run.
  private struct Answers {
    var name = "Your Server"
    var address = "yourserver@yourdomain.com"
    var encoding = ""
    var recipient: String
  }

  /// Goes through the whole of a first run, page by page, up to the summary after the delivery.
  private func walk(_ wizard: Tmux, _ house: MailHouse, _ answers: Answers) async throws {
    try await wizard.waitFor("[ Begin ]")
    try wizard.send("Enter")
    try await wizard.see(section: 1, "Protocol")
    try wizard.send("Enter")
    try await wizard.see(section: 3, "System address")
    try wizard.answer(answers.name)
    try wizard.answer(answers.address)
    try await wizard.waitForCursor(at: "[ Next")
    try wizard.send("Enter")
    try await wizard.see(section: 4, "Server")
    try wizard.answer("localhost")
    try wizard.answer("\(house.port("submission"))")
    try wizard.send("Enter", "Enter")
    try await wizard.see(section: 5, "Encryption")
    // The secure choice is there already.
    try await wizard.waitFor("(•) TLS (STARTTLS, required)")
    try wizard.send("Enter")
    try await wizard.see(section: 6, "Authentication")
    try wizard.send("Down")
    try await wizard.waitFor("(•) User name and password")
    try wizard.send("Enter")
    try wizard.answer(MailHouse.user)
    try wizard.answer(MailHouse.password)
    try await wizard.waitForCursor(at: "[ Next")
    #expect(try !wizard.screen().contains(MailHouse.password))
    try wizard.send("Enter")
    try await finish(wizard, answers)
  }

  private func finish(_ wizard: Tmux, _ answers: Answers) async throws {
    try await wizard.see(section: 8, "Encoding")
    try wizard.send("Enter")
    try wizard.answer(answers.encoding)
    try wizard.send("Enter")
    try await wizard.see(section: 9, "Sender mode")
    try wizard.send("Enter")
    try await wizard.see(section: 10, "Connection limit")
    try wizard.send("Enter", "Enter")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer(answers.recipient)
    try await wizard.waitForDelivery(to: answers.recipient)
    try wizard.send("Enter")
    try await wizard.waitFor("[ Save ]")
  }

  /// Saves on the summary and quits, both with Enter alone.
  private func saveAndQuit(_ wizard: Tmux) async throws {
    try wizard.send("Enter")
    try await wizard.waitUntil("the saving") { $0.words.contains("Saved in ") }
    try wizard.send("Enter")
    #expect(try await wizard.waitForExit() == 0)
  }

  @Test(arguments: [(80, 24), (60, 15)])
  func `a first run ends in a delivered e-mail and a saved set-up`(
    columns: Int, rows: Int
  ) async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try SetUp()
    let answers = Answers(recipient: "guided-\(columns)@example.net")
    let wizard = try setUp.wizard(columns: columns, rows: rows, variables: house.trust)
    try await walk(wizard, house, answers)
    #expect(setUp.file("postern.toml").isEmpty)
    try await saveAndQuit(wizard)
    // What was done stays on the shell.
    let line = "Savedin\(setUp.home).Teste-maildeliveredto\(answers.recipient)at"
    try await Waiting.until("the last line") { () async throws in
      try wizard.history().filter { !$0.isWhitespace }.contains(line) ? true : nil
    }

    let (mail, raw) = try await house.mail(to: answers.recipient)
    #expect(
      mail.headers(named: "From").map(\.raw.trimmed) == [
        #"From: "Your Server" <yourserver@yourdomain.com>"#
      ])
    #expect(mail.header("To") == answers.recipient)
    #expect(mail.header("Subject") == "Test e-mail from Your Server")
    #expect(mail.header("Auto-Submitted") == "auto-generated")
    #expect(mail.headers(named: "Date").count == 1)
    #expect(mail.headers(named: "Message-ID").count == 1)
    #expect(mail.header("Message-ID")?.hasSuffix("@yourdomain.com>") == true)
    #expect(mail.charset?.uppercased() == "UTF-8")
    #expect(mail.transferEncoding == "7bit")
    #expect(mail.text.contains("This is a test e-mail from Your Server."))
    #expect(mail.defects.isEmpty)
    // Postfix itself saw the encryption and the login.
    let received = mail.headers(named: "Received").map(\.value).joined()
    #expect(received.contains("TLSv1.") && received.contains("alice"))
    #expect(!String(decoding: raw, as: UTF8.self).contains(MailHouse.password))

    expectSaved(setUp, house)
    #expect(try setUp.mode() == 0o700)
    #expect(try setUp.mode("secrets.toml") == 0o600)
  }

  private func expectSaved(_ setUp: SetUp, _ house: MailHouse) {
    let settings = setUp.file("postern.toml").split(separator: "\n").map(String.init)
    for line in [
      "version = 1", #"name = "Your Server""#, #"address = "yourserver@yourdomain.com""#,
      #"server = "localhost""#, "port = \(house.port("submission"))", #"encryption = "tls""#,
      #"mode = "password""#, #"user = "alice""#,
    ] { #expect(settings.contains(line), "\(line)") }
    #expect(!setUp.file("postern.toml").contains(MailHouse.password))
    #expect(setUp.file("secrets.toml").contains(#"password = "open sesame""#))
  }

  @Test func `a saved set-up opens without the guide and still sends`() async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try SetUp()
    let first = try setUp.wizard(variables: house.trust)
    try await walk(first, house, Answers(recipient: "opened-1@example.net"))
    try await saveAndQuit(first)
    let second = try setUp.wizard(variables: house.trust)
    try await second.waitForCursor(at: "[ Send test")
    #expect(try second.screen().words.contains("localhost, port \(house.port("submission"))"))
    try await second.sendTest(to: "opened-2@example.net")
    try second.send("F10")
    #expect(try await second.waitForExit() == 0)
    _ = try await house.mail(to: "opened-2@example.net")
  }

  @Test func `umlauts and the euro sign go out in ISO-8859-15`() async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try SetUp()
    let wizard = try setUp.wizard(variables: house.trust)
    let name = "Bäckerei Größe – 5 €".replacingOccurrences(of: "–", with: "-")
    let answers = Answers(
      name: name, encoding: "ISO-8859-15", recipient: "latin@example.net")
    try await walk(wizard, house, answers)
    let (mail, raw) = try await house.mail(to: answers.recipient)
    #expect(mail.mailboxes["from"] == [.init(name: name, address: answers.address)])
    #expect(mail.header("Subject") == "Test e-mail from \(name)")
    #expect(mail.charset?.uppercased() == "ISO-8859-15")
    #expect(mail.transferEncoding == "quoted-printable")
    #expect(mail.text.contains("This is a test e-mail from \(name)."))
    #expect(mail.defects.isEmpty)
    #expect(String(decoding: raw, as: UTF8.self).contains("=?ISO-8859-15?Q?"))
    #expect(raw.allSatisfy { $0 < 0x80 })
  }

  @Test func `Japanese goes out in ISO-2022-JP, which is 7bit`() async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try SetUp()
    let wizard = try setUp.wizard(variables: house.trust)
    let answers = Answers(
      name: "東京サーバー", encoding: "ISO-2022-JP", recipient: "japan@example.net")
    try await walk(wizard, house, answers)
    let (mail, raw) = try await house.mail(to: answers.recipient)
    #expect(mail.mailboxes["from"] == [.init(name: answers.name, address: answers.address)])
    #expect(mail.header("Subject") == "Test e-mail from \(answers.name)")
    #expect(mail.charset?.uppercased() == "ISO-2022-JP")
    #expect(mail.transferEncoding == "7bit")
    #expect(mail.text.contains(answers.name))
    #expect(mail.defects.isEmpty)
    #expect(raw.allSatisfy { $0 < 0x80 })
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
