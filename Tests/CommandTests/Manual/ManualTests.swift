import Foundation
import TestSupport
import Testing

/// The manual pages, as they are installed.
@Suite struct ManualTests {
  @Test func `postern(1) has every command and option of the program's own help`() async throws {
    let manual = try await Manual()
    let page = try await manual.shown("postern.1").output
    for command in manual.help.allCommands(after: []) {
      #expect(page.contains("\n   \(command.path)"), "\(command.path)")
      for option in command.options {
        #expect(page.contains("--\(option)"), "\(command.path) --\(option)")
      }
    }
  }

  @Test func `postern(1) says where things are and what a status means`() async throws {
    let page = try await Manual().shown("postern.1").output
    for section in ["EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES", "SEE ALSO"] {
      #expect(page.contains("\n\(section)\n"), "\(section)")
    }
    #expect(page.contains("\n     78      settings\n"))
    #expect(page.contains("\n     postern test --to admin@example.com        send a test e-mail\n"))
  }

  @Test(arguments: ["postern.1", "postern.toml.5", "postern-sendmail.8"])
  func `man objects to nothing in a page`(page: String) async throws {
    let result = try await Manual().shown(page)
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("\nDESCRIPTION\n"))
  }
}

/// The pages in a folder; the first one is made of the program's help.
private struct Manual {
  let help: HelpCommand
  private let folder: TemporaryFolder

  init() async throws {
    let program = try Program()
    let dump = try await program.succeed("--experimental-dump-help")
    help = try JSONDecoder().decode(HelpDump.self, from: Data(dump.utf8)).command
    folder = program.folder
    let source = PackageFolder.path("Sources/postern/Manual")
    let made = try await Command.run(
      "\(source)/page", ["\(source)/postern.1.in"], input: Data(dump.utf8))
    try #require(made.status == 0, "\(made.errors)")
    try folder.write("postern.1", made.outputData)
    for page in ["postern.toml.5", "postern-sendmail.8"] {
      try FileManager.default.copyItem(atPath: "\(source)/\(page)", toPath: folder.file(page))
    }
  }

  /// A page as a terminal of 80 columns shows it, without styles, and what man objects to.
  func shown(_ page: String) async throws -> CommandResult {
    try await Command.run(
      "man", ["-l", "--warnings", folder.file(page)],
      environment: ["LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MAN_KEEP_FORMATTING": ""])
  }
}

/// What `--experimental-dump-help` prints.
private struct HelpDump: Decodable {
  let command: HelpCommand
}

private struct HelpCommand: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let names: [Name]?
  }

  let commandName: String
  let subcommands: [HelpCommand]?
  let arguments: [Argument]?

  /// Every command below this one, with its long options.
  func allCommands(after words: [String]) -> [(path: String, options: [String])] {
    (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
      let path = words + [command.commandName]
      let names = (command.arguments ?? []).flatMap { $0.names ?? [] }
      let options = names.filter { $0.kind == "long" }.map(\.name)
      return [(path.joined(separator: " "), options)] + command.allCommands(after: path)
    }
  }
}
