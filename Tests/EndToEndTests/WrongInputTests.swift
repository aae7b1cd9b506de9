import Foundation
import Glibc
import TestSupport
import Testing

/// Mistakes: each is told in plain words, nothing is lost, and nothing wrong is saved.
@Suite struct WrongInputTests {
  private static let settings = """
    [system]
    address = "app@example.com"
    [smtp]
    server = "mail.example.com"

    """

  /// Types something wrong, tries to save it, mends it and saves.
  private func mistake(
    in section: String, tabs: Int = 0, _ typed: String, told sentence: String, mended: String,
    saved line: String
  ) async throws {
    let setUp = try SetUp(Self.settings)
    let before = setUp.file("postern.toml")
    let wizard = try setUp.wizard("setup", "--section", section)
    try await wizard.waitFor("[ Next ]")
    try wizard.send("Tab", times: tabs)
    try wizard.send("C-u")
    try wizard.type(typed)
    try wizard.send("Tab")
    try await wizard.waitUntil(sentence) { $0.words.contains(sentence) }
    try wizard.send("F2")
    try await wizard.waitFor("Not saved: ")
    #expect(try wizard.screen().words.contains(sentence))
    #expect(try wizard.screen().contains("\(typed.suffix(4))_"))
    #expect(setUp.file("postern.toml") == before)
    try wizard.send("C-u")
    try wizard.type(mended)
    try wizard.send("F2")
    try await wizard.waitFor("Saved in ")
    #expect(setUp.file("postern.toml").contains(line))
  }

  @Test(arguments: ["70000", "0", "25 or 587", "mail"])
  func `a wrong port`(typed: String) async throws {
    try await mistake(
      in: "server", tabs: 1, typed, told: "is not a port: 1 to 65535", mended: "2525",
      saved: "port = 2525")
  }

  @Test(arguments: [
    ("https://mail.example.com/login", "is more than a name"),
    ("mail.example.com:587", "is more than a name"),
    ("mail example.com", "no spaces in it"),
    ("mail..example.com", "a dot too many"),
    ("300.1.2.3", "is not a host name"),
  ])
  func `a wrong server name`(typed: String, sentence: String) async throws {
    try await mistake(
      in: "server", typed, told: sentence, mended: "mx.example.com",
      saved: #"server = "mx.example.com""#)
  }

  @Test(arguments: [
    ("app.example.com", "there is no @ in it"),
    ("App <app@example.com>", "write only the address"),
    ("app@exa mple.com", "is not a mail address"),
  ])
  func `a wrong address`(typed: String, sentence: String) async throws {
    try await mistake(
      in: "system-address", tabs: 1, typed, told: sentence, mended: "good@example.com",
      saved: #"address = "good@example.com""#)
  }

  @Test func `an encoding that does not exist`() async throws {
    try await mistake(
      in: "encoding", tabs: 1, "UTF-9", told: "is not an encoding of this system",
      mended: "iso-8859-15", saved: #"encoding = "ISO-8859-15""#)
  }

  @Test func `a limit of none`() async throws {
    try await mistake(
      in: "connection-limit", "0", told: "is not a limit", mended: "3", saved: "maximum = 3")
  }

  @Test func `pasted lines put no line break into an address`() async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try setUp.wizard("setup", "--section", "test-email")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.paste("me@example.com\r\nBcc: everybody@example.com\r\n\r\nspam")
    try await wizard.waitFor("me@example.com_")
    try wizard.send("F5")
    try await wizard.waitForDelivery(to: "me@example.com")
    #expect(server.lines.filter { $0.hasPrefix("RCPT") } == ["RCPT TO:<me@example.com>"])
    #expect(!server.lines.contains { $0.contains("everybody") || $0.contains("spam") })
  }

  @Test func `a pasted escape sequence stays without effect`() async throws {
    let setUp = try SetUp(Self.settings)
    let wizard = try setUp.wizard("setup", "--section", "system-address")
    try await wizard.see(section: 3, "System address")
    try wizard.paste("Evil\u{1B}]0;title\u{7}\u{1B}[2J\u{9B}31mName")
    try await wizard.waitUntil("the name") { $0.contains("Evil") && $0.contains("Name") }
    let screen = try wizard.screen()
    #expect(screen.contains("System address") && screen.contains("F10 Quit"))
  }

  @Test(arguments: [
    ("[smtp\nport = 25\n", 1, 6),
    ("[smtp]\nport = 25 x\n", 2, 11),
  ])
  func `a broken file is told by line and column and left alone`(
    text: String, line: Int, column: Int
  ) async throws {
    let setUp = try SetUp()
    try setUp.write("postern.toml", text)
    let shell = try await setUp.shell(columns: 120)
    try shell.answer("clear; $POSTERN; echo status $?")
    let screen = try await shell.waitFor("status 78")
    #expect(screen.words.contains("postern.toml"), "\(screen)")
    #expect(
      screen.contains(":\(line):\(column)")
        || screen.words.contains("line \(line), column \(column)"),
      "\(screen)")
    #expect(try !shell.isInAlternateScreen())
    #expect(setUp.file("postern.toml") == text)
  }

  @Test func `a read-only folder is told, and what was typed stays`() async throws {
    let setUp = try SetUp(Self.settings)
    let bind = UInt(MS_BIND)
    try #require(mount(setUp.home, setUp.home, nil, bind, nil) == 0)
    defer { umount2(setUp.home, Int32(MNT_DETACH)) }
    try #require(mount(nil, setUp.home, nil, bind | UInt(MS_REMOUNT) | UInt(MS_RDONLY), nil) == 0)
    let wizard = try setUp.wizard("setup", "--section", "server")
    try await wizard.see(section: 4, "Server")
    #expect(try wizard.screen().contains("read-only"))
    try wizard.type("x")
    try await wizard.waitUntil("the reason") { $0.words.contains("Read-only file system.") }
    try wizard.send("F10")
    #expect(try await wizard.waitForExit() == 0)
  }

  @Test(arguments: [(80, 24), (40, 10)])
  func `a full disk is told, what was typed stays, and is saved when there is room`(
    columns: Int, rows: Int
  ) async throws {
    let setUp = try SetUp(Self.settings)
    try #require(mount("tmpfs", setUp.home, "tmpfs", 0, "size=64k,mode=0700") == 0)
    defer { umount2(setUp.home, Int32(MNT_DETACH)) }
    try setUp.write("postern.toml", Self.settings)
    let wizard = try setUp.wizard(
      "setup", "--section", "connection-limit", columns: columns, rows: rows)
    try await wizard.see(section: 10, "Connection limit")
    try wizard.type("7")
    _ = try await Command.run("sh", ["-c", "cat /dev/zero >\(setUp.home)/filler"])
    try wizard.send("F2")
    try await wizard.waitUntil("the reason") { $0.words.contains("No space left on device") }
    #expect(try wizard.screen().contains("7_"))
    #expect(setUp.file("postern.toml") == Self.settings)
    try FileManager.default.removeItem(atPath: setUp.home + "/filler")
    try wizard.send("F2")
    try await wizard.waitFor("Saved in ")
    #expect(setUp.file("postern.toml").contains("maximum = 7"))
  }
}
