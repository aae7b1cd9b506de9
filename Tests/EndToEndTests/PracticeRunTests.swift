import Foundation
import TestSupport
import Testing

/// The practice server, for a person with nothing else at hand.
@Suite struct PracticeRunTests {
  private func mails(in folder: String) throws -> [ParsedMail] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/new").map {
      try ParsedMail(Data(contentsOf: URL(fileURLWithPath: folder + "/new/" + $0)))
    }
  }

  @Test(arguments: [(80, 24), (60, 15)])
  func `practice --wizard gets to a delivered mail by Enter alone, and tells where it lies`(
    columns: Int, rows: Int
  ) async throws {
    let setUp = try SetUp()
    let mailbox = setUp.folder.file("mails")
    let wizard = try setUp.wizard(
      "practice", "--wizard", "--mailbox", mailbox, "--home", setUp.home, columns: columns,
      rows: rows)
    try await wizard.waitFor("[ Begin ]")
    #expect(try wizard.screen().words.contains("a mail server runs on this machine"))
    // Every page is left with Enter; on the way nothing has to be typed.
    for _ in 0..<60 {
      let before = try wizard.screen()
      if before.words.contains("Mail works: delivered to you@example.com") { break }
      let cursor = try wizard.cursor()
      try wizard.send("Enter")
      try await wizard.waitUntil("something new") { screen in
        try screen != before || wizard.cursor() != cursor
      }
      try await wizard.waitUntilGone("Esc Cancel")
    }
    let screen = try await wizard.waitForDelivery(to: "you@example.com")
    #expect(screen.words.contains("\(mailbox)/new"))
    let mail = try #require(try mails(in: mailbox).first)
    #expect(
      mail.mailboxes["from"] == [
        .init(name: "Practice Server", address: "practice@example.com")
      ])
    #expect(mail.defects.isEmpty)
    try wizard.send("Enter")
    try await wizard.waitFor("[ Save ]")
    try wizard.send("Enter")
    try await wizard.waitUntil("the saving") { $0.words.contains("Saved in ") }
    try wizard.send("Enter")
    #expect(try await wizard.waitForExit() == 0)
    #expect(setUp.file("postern.toml").contains(#"server = "127.0.0.1""#))
    try await Waiting.until("where the mails lie") { () async throws in
      try wizard.history().filter { !$0.isWhitespace }.contains("itsmailsin\(mailbox)/new.")
        ? true : nil
    }
  }

  @Test func `a practice server started by itself takes a login and a mail`() async throws {
    let setUp = try SetUp()
    let mailbox = setUp.folder.file("mails")
    let log = setUp.folder.file("practice.log")
    let server = try ChildProcess(
      SetUp.program, ["practice", "--mailbox", mailbox], environment: ["LC_ALL": "C.UTF-8"],
      log: log)
    defer { server.terminate() }
    let port = try await Waiting.until("the practice server's port") { () async -> Int? in
      setUp.folder.text("practice.log").firstMatch(of: /port ([0-9]+)\./).flatMap { Int($0.1) }
    }
    let wizard = try setUp.wizard()
    try await wizard.waitFor("[ Begin ]")
    try wizard.send("Enter", "Enter")
    try await wizard.see(section: 3, "System address")
    try wizard.answer("Practice")
    try wizard.answer("practice@example.com")
    try wizard.send("Enter")
    try await wizard.see(section: 4, "Server")
    try wizard.answer("127.0.0.1")
    try wizard.answer("\(port)")
    try wizard.send("Left", "Left")
    try await wizard.waitFor("◂ None ▸")
    try wizard.send("Enter", "Enter", "Enter")
    try await wizard.see(section: 6, "Authentication")
    try wizard.send("Right", "Enter")
    try wizard.answer("anybody")
    try wizard.answer("anything")
    try await wizard.sendTest(to: "practised@example.com")
    let mail = try #require(try mails(in: mailbox).first)
    #expect(mail.mailboxes["to"] == [.init(name: "", address: "practised@example.com")])
    #expect(setUp.folder.text("practice.log").contains("to practised@example.com"))
    try await wizard.quitWithoutSaving()
    #expect(setUp.file("postern.toml").isEmpty)
  }
}
