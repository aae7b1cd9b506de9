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
    help: "A key of postern.toml, such as smtp.port.",
    completion: .list(FieldKey.ofSetUp.map(\.name)))
  var key: String?

  @Flag(help: "Print a JSON document.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let only = try key.map { name throws(Failure) in
      guard let key = FieldKey(name) else {
        throw UnknownKey(name, in: FieldKey.ofSetUp.map(\.name)).failure
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

/// A key that Postern does not know, with the keys that were probably meant.
struct UnknownKey {
  private let key: String
  private let keys: [String]

  init(_ key: String, in keys: [String]) {
    self.key = key
    self.keys = keys
  }

  var failure: Failure {
    let close = CloseMatches.of(key, in: keys)
    let hint =
      close.isEmpty
      ? "postern show --json lists all keys." : "did you mean \(close.joined(separator: " or "))?"
    return Failure(.usage, "There is no setting '\(key)'; \(hint)")
  }
}
