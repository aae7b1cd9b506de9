import Foundation
import TestSupport
import Testing

/// Terminals that cannot show the wizard, and those that can show little.
@Suite struct TerminalKindTests {
  @Test func `an unknown terminal is told, with exit status 64`() async throws {
    let shell = try await SetUp().shell()
    try shell.answer("env TERM=no-such-terminal $POSTERN; echo status $?")
    let screen = try await shell.waitFor("status 64")
    #expect(screen.words.contains("postern: "), "\(screen)")
    #expect(screen.contains("TERM") || screen.contains("terminal"))
    #expect(try !shell.isInAlternateScreen())
  }

  @Test(arguments: ["TERM=dumb", "TERM=", "-u TERM", "ACCESSIBLE=1"])
  func `where the screens cannot be drawn it asks line by line`(variable: String) async throws {
    let shell = try await SetUp().shell()
    try shell.answer("env \(variable) $POSTERN; echo status $?")
    let screen = try await shell.waitFor("Send e-mail by [SMTP]:")
    #expect(screen.words.contains("Line mode, since "), "\(screen)")
    #expect(try !shell.isInAlternateScreen())
    try shell.send("C-d")
    let end = try await shell.waitFor("status 75")
    #expect(end.words.contains("The input ended before Save: nothing was changed."))
  }

  @Test func `without a terminal for its output there is a sentence and exit status 64`()
    async throws
  {
    let shell = try await SetUp().shell()
    try shell.answer("clear; $POSTERN >/dev/null; echo status $?")
    let screen = try await shell.waitFor("status 64")
    #expect(screen.words.contains("The wizard needs a terminal to draw on"))
  }

  /// Shows every section and returns what was on the screen; the wizard is quit again.
  private func tour(_ shell: Tmux) async throws -> String {
    var seen = ""
    for title in ["Protocol", "System address", "Server", "Encryption", "Authentication"] {
      seen += try await shell.waitUntil(title) { screen in
        screen.split(separator: "\n").contains {
          ($0.contains("> ") || $0.contains("▸ ")) && $0.contains(title)
        }
      }
      try shell.send("PageDown")
    }
    try shell.send("F1")
    seen += try await shell.waitFor("Marks:")
    try await shell.escape(from: "Marks:")
    try shell.send("F10")
    return seen
  }

  @Test func `outside of UTF-8 everything is drawn in ASCII`() async throws {
    let setUp = try SetUp("[smtp]\nserver = \"mail.example.com\"\n")
    let locale = setUp.folder.file("de_DE.ISO-8859-1")
    // Its status tells of warnings; the shell tells whether the locale works.
    _ = try await Command.run("localedef", ["-c", "-i", "de_DE", "-f", "ISO-8859-1", locale])
    let shell = try await setUp.shell()
    let german = "LOCPATH=\(setUp.folder.path) LC_ALL=de_DE.ISO-8859-1"
    try shell.answer("clear; \(german) locale charmap")
    try await shell.waitForLine("ISO-8859-1")
    for variables in ["LC_ALL=C", german] {
      try shell.answer("clear; env \(variables) $POSTERN setup --section protocol; echo status $?")
      let seen = try await tour(shell)
      #expect(seen.filter { !$0.isASCII }.isEmpty)
      #expect(seen.contains("-----+-----") && seen.contains("(*) SMTP"))
      try await shell.waitFor("status 0")
    }
  }

  @Test func `umlauts typed in Latin-1 arrive and are shown`() async throws {
    let setUp = try SetUp("[system]\nname = \"Müller\"\n")
    let locale = setUp.folder.file("de_DE.ISO-8859-1")
    _ = try await Command.run("localedef", ["-c", "-i", "de_DE", "-f", "ISO-8859-1", locale])
    let shell = try await setUp.shell()
    let german = "LOCPATH=\(setUp.folder.path) LC_ALL=de_DE.ISO-8859-1"
    let words = "setup --section system-address"
    try shell.answer("env \(german) script -qc \"$POSTERN \(words)\" typescript; echo status $?")
    try await shell.waitFor("Address")
    try shell.send("F10")
    try await shell.waitFor("status 0")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: setUp.folder.file("typescript")))
    #expect(bytes.range(of: Data([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72])) != nil)
  }

  @Test func `NO_COLOR leaves out every colour`() async throws {
    let setUp = try SetUp("[smtp]\nserver = \"mail.example.com\"\n")
    let shell = try await setUp.shell()
    for (variable, hasColours) in [("NO_COLOR=1", false), ("NO_COLOR=", true)] {
      let command = "$POSTERN setup --section protocol"
      try shell.answer(
        "clear; env \(variable) script -qc \"\(command)\" typescript; echo status $?")
      _ = try await tour(shell)
      try await shell.waitFor("status 0")
      let text = setUp.folder.text("typescript")
      let parameters = text.matches(of: /\u{1B}\[([0-9;]*)m/).flatMap { $0.1.split(separator: ";") }
      let colours = parameters.compactMap { Int($0) }.filter {
        (30...49).contains($0) || (90...107).contains($0)
      }
      #expect(!parameters.isEmpty)
      // 39 and 49 only mean "as it was".
      #expect(colours.contains { $0 != 39 && $0 != 49 } == hasColours, "\(colours)")
    }
  }
}
