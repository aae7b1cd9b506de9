import Foundation
import Glibc
import TestSupport
import Testing

/// Whatever happens to its window or its process, the wizard lives on or leaves the terminal as it
/// was.
@Suite struct SurvivalTests {
  private static let sizes = [(40, 10), (20, 5), (120, 40), (80, 24)]

  /// Resizes again and again; where there is room the text has to come back each time.
  private func resize(_ wizard: Tmux, expecting text: String, rounds: Int = 2) async throws {
    for _ in 0..<rounds {
      for (columns, rows) in Self.sizes {
        try wizard.resize(columns: columns, rows: rows)
        try await wizard.waitFor(columns == 20 ? "Too small" : text)
      }
    }
    // Without waiting in between, as a mouse does it.
    for (columns, rows) in Self.sizes + Self.sizes {
      try wizard.resize(columns: columns, rows: rows)
    }
    try await wizard.waitUntil("\(text) in the last size") { screen in
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
      return screen.contains(text) && lines.count >= 24 && !lines[23].isEmpty
    }
  }

  @Test func `resizing while a test runs disturbs neither the test nor the screen`() async throws {
    let server = try StoppingServer.greeting.start(.silence, await Self.certificate())
    let setUp = try StoppingServer.greeting.setUp(server)
    let wizard = try setUp.wizard("setup", "--section", "test-email")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("resized@example.com")
    try await server.waitForConnections()
    try await resize(wizard, expecting: "Esc Cancel")
    try wizard.send("Escape")
    try await wizard.waitFor("Cancelled")
    try wizard.send("F5")
    try await resize(wizard, expecting: "Test e-mail", rounds: 1)
    let end = try await wizard.waitForDelivery(to: "resized@example.com")
    #expect(end.contains("F10 Quit") && !end.contains("Cancelled"), "\(end)")
    #expect(server.lines.filter { $0.hasPrefix("RCPT") } == ["RCPT TO:<resized@example.com>"])
  }

  @Test func `resizing in dialogs keeps them in sight`() async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try setUp.wizard("setup", "--section", "server")
    try await wizard.see(section: 4, "Server")
    try wizard.send("F1")
    try await resize(wizard, expecting: "Help", rounds: 1)
    try await wizard.escape(from: "Tab, Shift-Tab")
    try wizard.type("x")
    try wizard.send("F10")
    try await resize(wizard, expecting: "[ Stay ]", rounds: 1)
    try await wizard.escape(from: "[ Stay ]")
    try wizard.send("BSpace")
    try await wizard.sendTest(to: "dialogs@example.com")
    try wizard.send("F8")
    try await resize(wizard, expecting: "What was said", rounds: 1)
    try wizard.send("s")
    let told = try await wizard.waitFor("The transcript is in ")
    #expect(told.words.contains("which only you can read"))
    let kept = try FileManager.default.contentsOfDirectory(atPath: setUp.folder.path).filter {
      $0.hasPrefix("postern-transcript-")
    }
    #expect(kept.count == 1)
  }

  @Test func `a thousand sizes while typing lose no key`() async throws {
    let setUp = try SetUp(
      "[system]\naddress = \"app@example.com\"\n[smtp]\nserver = \"mail.example.com\"\n")
    let wizard = try setUp.wizard("setup", "--section", "system-address")
    try await wizard.see(section: 3, "System address")
    var random = SeededGenerator(seed: 12)
    let name = "A name that is typed in a storm"
    for (index, character) in name.enumerated() {
      for _ in 0..<(1_000 / name.count + 1) {
        try wizard.resize(
          columns: Int.random(in: 1...300, using: &random),
          rows: Int.random(in: 1...100, using: &random))
      }
      try wizard.resize(columns: 80, rows: 24)
      // What is not seen is not typed into: where the window is too small, keys do nothing.
      try await wizard.waitUntil("the typed name") { screen in
        screen.contains("▸" + name.prefix(index) + "_") && screen.contains("F1 Help")
      }
      try wizard.type(String(character))
    }
    try await wizard.waitFor("▸" + name + "_")
    try wizard.send("F2")
    try await wizard.waitFor("Saved in ")
    #expect(setUp.file("postern.toml").contains("name = \"\(name)\""))
  }

  @Test func `Ctrl-Z gives the shell back, and fg goes on where it was`() async throws {
    let shell = try await SetUp().shell()
    try await start(shell)
    try shell.send("Enter", "Enter", "Enter")
    try await shell.see(section: 3, "System address")
    try shell.type("Half a na")
    try await shell.waitFor("Half a na_")
    for _ in 0..<2 {
      try shell.send("C-z")
      try await shell.waitFor("Stopped")
      #expect(try !shell.isInAlternateScreen())
      try await expectSameModes(shell)
      try shell.resize(columns: 70, rows: 20)
      try shell.answer("clear; fg")
      try await shell.waitFor("Half a na_")
      #expect(try shell.isInAlternateScreen())
      try shell.resize(columns: 80, rows: 24)
    }
    try shell.type("me")
    try await shell.waitFor("Half a name_")
  }

  @Test(arguments: [("TERM", 143), ("HUP", 129), ("INT", 130), ("KILL", 137)])
  func `a signal ends it, and all but SIGKILL restore the terminal`(
    name: String, status: Int
  ) async throws {
    let setUp = try SetUp()
    let shell = try await setUp.shell()
    try await start(shell)
    let pid = try wizardPid(setUp)
    _ = try await Command.run("kill", ["-\(name)", "\(pid)"])
    try await shell.waitFor("status \(status)")
    if name == "KILL" {
      // Nobody can clear up after that, but the set-up is free again.
      try shell.answer("reset")
    } else {
      #expect(try !shell.isInAlternateScreen())
      try await expectSameModes(shell)
    }
    #expect(try await setUp.run("set", "smtp.port=26").status == 0)
  }

  @Test func `a signal while a test runs and a question is open restores the terminal`()
    async throws
  {
    let server = try StoppingServer.hello.start(.silence, await Self.certificate())
    let setUp = try StoppingServer.hello.setUp(server)
    let shell = try await setUp.shell()
    try shell.answer(Self.command)
    try await shell.waitFor("[ Sections ]")
    try shell.send("F5")
    try shell.answer("me@example.com")
    try await server.waitForLine(beginning: "EHLO")
    try shell.send("F10")
    try await shell.waitFor("[ Stay ]")
    _ = try await Command.run("kill", ["-TERM", "\(try wizardPid(setUp))"])
    try await shell.waitFor("status 143")
    #expect(try !shell.isInAlternateScreen())
    try await expectSameModes(shell)
    #expect(try await server.waitUntilClosed(within: 5).closedBy == "client")
  }

  @Test func `the end of the terminal ends the wizard and frees the set-up`() async throws {
    let setUp = try SetUp()
    let wizard = try setUp.wizard()
    try await wizard.waitFor("[ Begin ]")
    let pid = try wizardPid(setUp)
    wizard.kill()
    try await Waiting.until("the wizard's end") { () async in
      Glibc.kill(pid, 0) == 0 ? nil : true
    }
    #expect(try await setUp.run("set", "smtp.port=26").status == 0)
  }

  @Test func `quitting restores the terminal`() async throws {
    let shell = try await SetUp().shell()
    try await start(shell)
    try shell.send("F10")
    try await shell.waitFor("status 0")
    #expect(try !shell.isInAlternateScreen())
    try await expectSameModes(shell)
    #expect(try shell.cursor().isVisible)
  }

  // MARK: In a shell

  private static let command = "stty -g >before; $POSTERN; echo status $?"

  /// Starts the wizard from a shell, which remembers the terminal's modes first.
  private func start(_ shell: Tmux) async throws {
    try shell.answer(Self.command)
    try await shell.waitFor("[ Begin ]")
  }

  private func expectSameModes(_ shell: Tmux) async throws {
    try shell.answer("clear; stty -g | cmp - before && echo the modes are the same")
    try await shell.waitForLine("the modes are the same")
  }

  /// The process that has the set-up open.
  private func wizardPid(_ setUp: SetUp) throws -> pid_t {
    let match = setUp.file("run/lock").firstMatch(of: /process = ([0-9]+)/)
    guard let match, let pid = pid_t(match.1) else { throw TestFailure("nobody has the lock") }
    return pid
  }

  private static func certificate() async throws -> IssuedCertificate {
    try await MailHouse.shared.get().certificate
  }
}
