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

      SECTIONS
        \(sections.joined(separator: ", "))
      """)

  @Option(help: "The section to begin with.", completion: .list(sections))
  var section: String?

  @OptionGroup var home: HomeOption

  /// In the order in which a person meets them.
  static let sections = Section.allCases.map(\.rawValue)

  func validate() throws {
    guard let section, !Self.sections.contains(section) else { return }
    throw ValidationError(
      "There is no section '\(section)': \(Self.sections.joined(separator: ", ")).")
  }

  func run() throws {
    try Self.checkTerminal()
    let start = WizardStart(home: try home.path(), section: section.flatMap(Section.init))
    Glibc.exit(try MainActor.assumeIsolated { try WizardRunner.run(start) })
  }

  /// The same without options, for `postern` alone.
  @MainActor
  static func open(_ wizard: Arguments.Wizard) throws -> Never {
    try checkTerminal()
    let start = WizardStart(home: try HomeOption.path(wizard.home))
    Glibc.exit(try WizardRunner.run(start))
  }

  /// Refuses to draw where nobody could see it or type.
  static func checkTerminal() throws(Failure) {
    let commands = "use postern set, password, check and test instead, see postern --help"
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        .usage, "The wizard needs a terminal to read keys from and to draw on: \(commands).")
    }
    guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty, name != "dumb"
    else {
      throw Failure(
        .usage, "The wizard needs to know the terminal, and TERM is unset or dumb: \(commands).")
    }
  }
}
