import Foundation
import TestSupport
import Testing

/// Words that are completed in the shells themselves.
@Suite struct CompletionTests {
  @Test(arguments: Shell.allCases)
  func `a shell completes commands, options, keys and values`(shell: Shell) async throws {
    let typist = try await CompletingShell(shell)
    #expect(try await typist.complete("postern certifi", until: "postern certificate"))
    #expect(try await typist.complete("postern test --dry", until: "postern test --dry-run"))
    #expect(try await typist.complete("postern setup --section conn", until: "connection-limit"))
    #expect(try await typist.complete("postern show connec", until: "connections.maximum"))
    #expect(
      try await typist.complete("postern set a=b smtp.po", then: "587", until: "smtp.port=587"))
    #expect(
      try await typist.complete("postern set message.sender=u", until: "message.sender=user"))
  }
}

/// A shell that people type in.
enum Shell: String, CaseIterable {
  case bash
  case zsh
  case fish

  /// Interactive, without anybody's own set-up.
  var command: [String] {
    switch self {
    case .bash: ["bash", "--norc", "--noprofile", "-i"]
    case .zsh: ["zsh", "-f", "-i"]
    case .fish: ["fish", "--no-config", "-i"]
    }
  }

  /// What loads the completions of a file.
  func loading(_ file: String) -> String {
    switch self {
    case .bash, .fish: "source \(file)"
    case .zsh: "autoload -U compinit; compinit -u -D; source \(file)"
    }
  }
}

/// A shell in a terminal, with what is installed for it.
private struct CompletingShell {
  private let terminal: Tmux

  init(_ shell: Shell) async throws {
    let program = try Program()
    let script = try await Command.run(
      PackageFolder.path("Sources/postern/Completions/script"), [Program.path, shell.rawValue])
    let file = try program.folder.write("completions", script.output)
    try FileManager.default.createSymbolicLink(
      atPath: program.folder.file("postern"), withDestinationPath: Program.path)
    // By env, since tmux gives its own search path to what it runs.
    let path = "PATH=\(program.folder.path):/usr/bin:/bin"
    terminal = try Tmux(
      ["env", path] + shell.command, columns: 120, environment: program.environment(["PS1": "$ "]),
      keeping: program)
    try terminal.type("\(shell.loading(file)); echo re''ady")
    try terminal.send("Enter")
    try await terminal.waitFor("ready\n")
  }

  /// Presses Tab behind a line, types on, and waits for a text; the line is dropped.
  func complete(_ line: String, then rest: String = "", until text: String) async throws -> Bool {
    try terminal.type(line)
    try terminal.send("Tab")
    try terminal.type(rest)
    try await terminal.waitFor(text)
    try terminal.send("C-u")
    try await terminal.waitUntilGone(text)
    return true
  }
}
