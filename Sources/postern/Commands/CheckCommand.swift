import ArgumentParser
import MailDiagnosis
import MailSettings
import SettingsStore

/// `postern check`: every problem at once, without touching the network.
struct CheckCommand: ParsableCommand {
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

/// The document of `postern check --json`, schema 1.
struct CheckDocument: JSONDocument {
  struct Remark: Encodable {
    @OrNull var key: String?
    let sentence: String
    @OrNull var file: String?
    @OrNull var line: Int?
    @OrNull var column: Int?
    let fixes: [FixDocument]

    init(_ remark: CheckReport.Remark) {
      sentence = remark.subject.sentence
      fixes = remark.fixes.map(FixDocument.init)
      (key, file, line, column) = (remark.key, remark.file, remark.line, remark.column)
    }
  }

  let schema = 1
  let home: String
  let valid: Bool
  let problems: [Remark]
  let warnings: [Remark]

  init(_ report: CheckReport) {
    home = report.home
    valid = report.problems.isEmpty
    problems = report.problems.map(Remark.init)
    warnings = report.warnings.map(Remark.init)
  }
}
