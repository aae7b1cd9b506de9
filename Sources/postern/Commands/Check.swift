import ArgumentParser
import MailDiagnosis
import MailSettings
import SettingsStore

/// `postern check`: every problem at once, without touching the network.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate the settings without touching the network.",
    discussion: """
      Names every problem and warning with its key, and ends with status 0 or 78.

      EXAMPLES
        postern check && systemctl restart app
        postern check --json
      """)

  @Flag(help: "Print a JSON document.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let report = CheckReport(store: try home.store())
    if json { try CheckDocument(report).print() } else { report.print(home) }
    if !report.problems.isEmpty { throw ExitCode(ExitStatus.configuration.rawValue) }
  }
}
