import Foundation
import TestSupport
import Testing

@Suite struct TmuxTests {
  @Test func `what is typed comes back from cat`() async throws {
    // cat closes the terminal before it ends, and may so be ended by tmux's SIGHUP; sh does not.
    let terminal = try Tmux(["sh", "-c", "cat; exit 5"])
    try terminal.type("héllo -wörld; 'x'")
    try terminal.send("Enter")
    let screen = try await terminal.waitUntil("the text, twice") {
      $0.components(separatedBy: "héllo -wörld; 'x'").count == 3
    }
    #expect(screen.split(separator: "\n").prefix(2).allSatisfy { $0 == "héllo -wörld; 'x'" })
    try await terminal.waitUntil("the cursor") { _ in
      try terminal.cursor() == Tmux.Cursor(column: 0, row: 2, isVisible: true)
    }
    #expect(try terminal.isRunning())
    try terminal.send("C-d")
    let status = try await terminal.waitForExit()
    #expect(status == 5)
  }

  @Test func `the size is as told and can change`() async throws {
    let code = "trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done"
    let terminal = try Tmux(["bash", "-c", code], columns: 80, rows: 24)
    try await terminal.waitFor("24 80")
    try terminal.resize(columns: 100, rows: 30)
    try await terminal.waitFor("30 100")
    #expect(try terminal.isRunning())
  }

  @Test func `styles, environment, paste and exit status can be read`() async throws {
    let terminal = try Tmux(
      ["bash", "-c", #"printf '\e[7m%s\e[0m\n' "$COLOUR $TERM"; read -r line; exit 7"#],
      environment: ["COLOUR": "blue green"])
    try await terminal.waitFor("blue green tmux-256color")
    #expect(try terminal.screenWithStyles().contains("\u{1b}[7m"))
    #expect(try terminal.exitStatus() == nil)
    try terminal.paste("pasted\n")
    #expect(try await terminal.waitForExit() == 7)
    #expect(try terminal.screen().contains("pasted"))
  }

  @Test func `the screen's picture is told when a text does not come`() async throws {
    let terminal = try Tmux(["sh", "-c", "echo something; sleep 100"])
    try await terminal.waitFor("something")
    let failure = await #expect(throws: TestFailure.self) {
      try await terminal.waitFor("else", within: 0.2)
    }
    #expect(failure?.description.contains("something") == true)
  }

  @Test func `the program ends with its terminal`() async throws {
    var terminal: Tmux? = try Tmux(["sleep", "1000"])
    let pid = try #require(try terminal?.pid())
    #expect(Processes.isRunning(pid))
    terminal = nil
    try await Waiting.until("the program's end") { () async in
      Processes.isRunning(pid) ? nil : true
    }
  }
}
