import ArgumentParser
import Exports
import FoundationEssentials
import MailDiagnosis
import MailSettings
import ServerTrust
import SettingsStore
import SystemAccess

/// The format that a command writes or reads.
struct FormatArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "One of \(ExportFormat.names).", valueName: "format"),
    completion: .list(ExportFormat.allCases.map(\.rawValue)),
    transform: { name in
      guard let format = ExportFormat(rawValue: name.lowercased()) else {
        throw ValidationError.unknownFormat(name)
      }
      return format
    })
  var format: ExportFormat
}

/// `postern export`: the set-up as another program's file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the settings as another program's own.",
    discussion: """
      Says what the other program cannot do; the status is 0 only where mails go out by it, else \
      69. Where it cannot do without and relay.listen is set, its mails go by the relay. \
      Without --with-secrets the file names where the password belongs. Postfix gets it in a \
      second file beside the first, FILE.sasl_passwd.

      EXAMPLES
        postern export msmtp
        postern export env --with-secrets --out app.env
        postern export postfix --with-secrets --out /etc/postfix/postern.cf
      """)

  @OptionGroup var format: FormatArgument

  @Option(
    help: ArgumentHelp("The file to write; else standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  @Flag(help: "Write the password too; the file is for its owner alone.")
  var withSecrets = false

  @OptionGroup var home: HomeOption

  func validate() throws {
    guard withSecrets else { return }
    if out == nil || out == "-" { throw ValidationError.fileForSecretsNeeded }
    if format.format == .postfix, passwordFile.contains(where: { $0.isWhitespace || $0 == "," }) {
      throw ValidationError.postfixTakesNoPath(passwordFile)
    }
  }

  func run() throws {
    let source = try ExportSource(home, withSecrets: withSecrets)
    let export = Export(
      source.settings, as: format.format,
      password: try source.password(runningCommand: withSecrets && format.format != .msmtp),
      withSecrets: withSecrets, trust: try source.trust(), passwordFile: passwordFile)
    try write(export)
    tell(export)
    if !export.works { throw ExitCode(ExitStatus.unavailable.rawValue) }
  }

  /// Beside the export, where that has the password, else where Postfix's own manual puts it.
  private var passwordFile: String {
    guard withSecrets, let out else { return "/etc/postfix/sasl_passwd" }
    return out.absolutePath + ".sasl_passwd"
  }

  private func write(_ export: Export) throws(Failure) {
    guard let text = export.text else { return }
    let bytes = Array(text.utf8)
    do throws(StoreError) {
      if withSecrets, let out {
        if let secret = export.passwordFile {
          try OutputFile<StoreError>.writeSecret(Array(secret.utf8), to: passwordFile)
        }
        try OutputFile<StoreError>.writeSecret(bytes, to: out)
      } else {
        try OutputFile<StoreError>.write(bytes, to: out ?? "-")
      }
    } catch { throw Failure(error) }
  }

  private func tell(_ export: Export) {
    for shortfall in export.shortfalls {
      Output.message("\(shortfall.sentence(format.format)).")
      if export.relay == nil, let advice = shortfall.advice { Output.message("\(advice).") }
    }
    if let relay = export.relay { Output.message(ExportWords.byRelay(relay)) }
    guard !export.works else { return }
    let end = ExportWords.doesNotWork(isWritten: export.text != nil)
    let hint = export.relay == nil ? [ExportWords.relayWould(home)] : []
    Output.message(([end] + hint).joined(separator: " "))
  }
}

extension String {
  /// The path from the root folder on.
  var absolutePath: String {
    hasPrefix("/") ? self : FilePath.join(FileManager.default.currentDirectoryPath, self)
  }
}
