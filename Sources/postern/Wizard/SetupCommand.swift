import ArgumentParser
import Glibc
import MailDiagnosis
import MailSettings

/// `postern setup`, and `postern` alone: the wizard.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Ask for every setting, one screen at a time.",
    discussion: """
      EXAMPLES
        postern                          guided when there is no set-up yet
        postern setup --section server   the wizard, at the server's name and port
        postern setup --plain            the same questions line by line

      SECTIONS
        \(sections.joined(separator: ", "))
      """)

  @Option(help: "The section to begin with.", completion: .list(sections))
  var section: String?

  @Flag(help: "Ask line by line, without drawing: for screen readers and pipes.")
  var plain = false

  @OptionGroup var home: HomeOption

  /// The sections in their order on the screen.
  static let sections = Section.allCases.map(\.rawValue)

  func validate() throws {
    guard let section, !Self.sections.contains(section) else { return }
    throw ValidationError.unknownSection(section, of: Self.sections)
  }

  func run() throws {
    let start = WizardStart(home: try home.path(), section: section.flatMap(Section.init))
    Glibc.exit(try MainActor.assumeIsolated { try Self.ask(start, isPlain: plain) })
  }

  /// The same without options, for `postern` alone.
  @MainActor
  static func open(_ wizard: Arguments.Wizard) throws -> Never {
    Glibc.exit(try ask(WizardStart(home: try HomeOption.path(wizard.home))))
  }

  /// Draws the screens, or asks line by line where they cannot be shown; returns the exit status.
  @MainActor
  static func ask(_ start: WizardStart, isPlain: Bool = false) throws(Failure) -> Int32 {
    guard let reason = LineMode.needed(isAsked: isPlain) else {
      try checkOutput()
      return try WizardRunner.run(start)
    }
    let status = try LineRunner.run(start, because: reason)
    Output.endIfLost()
    return status
  }

  /// Throws where standard output is not a terminal.
  private static func checkOutput() throws(Failure) {
    guard isatty(STDOUT_FILENO) != 1 else { return }
    throw .noTerminal
  }
}

/// Why the wizard asks line by line.
enum LineMode {
  case asked
  case accessible
  case noTerminal
  case unknownTerminal

  /// The reason for line mode; nil where the screens can be drawn.
  static func needed(isAsked: Bool) -> LineMode? {
    if isAsked { return .asked }
    if variable("ACCESSIBLE") == "1" { return .accessible }
    if isatty(STDIN_FILENO) != 1 { return .noTerminal }
    let terminal = variable("TERM")
    return terminal.isEmpty || terminal == "dumb" ? .unknownTerminal : nil
  }

  private static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
