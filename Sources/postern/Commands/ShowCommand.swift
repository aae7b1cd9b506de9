import ArgumentParser
import MailDiagnosis
import MailSettings
import SettingsStore

/// `postern show`: the settings that count, defaults filled in; secrets only as set or not set.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the settings.",
    discussion: """
      Prints the values that count, defaults included. Passwords are shown as "set" or "not set".

      EXAMPLES
        postern show
        postern show smtp.port        the value alone, an empty line if there is none
        postern show --json
      """)

  @Argument(
    help: "A key of postern.toml, such as \(SettingKey.smtpPort.name).",
    completion: .list(FieldKey.ofSetUp.map(\.name)))
  var key: String?

  @Flag(help: "Print a JSON document.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let only = try key.map { name throws(Failure) in
      guard let key = FieldKey(name) else {
        let close = CloseMatches.of(name, in: FieldKey.ofSetUp.map(\.name))
        throw Failure.unknownSetting(name, close: close)
      }
      return key
    }
    let list = SettingsList(draft: try home.load().draft)
    if json {
      try SettingsDocument(list: list, home: try home.path(), only: only).print()
    } else if let only {
      Output.line(list.value(only) ?? "")
    } else {
      list.print(home: try home.path())
    }
  }
}
