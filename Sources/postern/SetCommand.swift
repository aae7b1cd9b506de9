import ArgumentParser
import MailSettings
import SettingsStore

/// `postern set KEY=VALUE …`: all of them or none.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change settings.",
    discussion: """
      Every value is checked before anything is written: when one is wrong, nothing changes. \
      An empty value removes the key, so that its default counts. Passwords are set with \
      "postern password set".

      EXAMPLES
        postern set smtp.server=mail.example.com smtp.encryption=tls smtp.port=587
        postern set system.name="Your Server" system.address=yourserver@example.com
        postern set smtp.port=        go back to the default port
      """)

  @Argument(help: ArgumentHelp("What to set.", valueName: "key=value"))
  var changes: [String]

  @OptionGroup var home: HomeOption

  func run() throws {
    let changes = try Self.parsed(changes)
    try Self.check(changes)
    let saved = try home.change { draft in
      for (setting, text) in changes { draft[setting] = text }
    }
    Self.tellNews(saved.before, saved.draft)
    try saved.expectToLast()
  }

  private static func parsed(_ changes: [String]) throws(Failure) -> [(Setting, String)] {
    var seen: [String] = []
    return try changes.map { change throws(Failure) in
      guard let sign = change.firstIndex(of: "=") else {
        throw Failure(.usage, "'\(change)' is not KEY=VALUE, such as smtp.port=587.")
      }
      let key = String(change[..<sign])
      if let password = PasswordSetting.allCases.first(where: { $0.key == key }) {
        throw Failure(
          .usage,
          "A password is never an argument, where others could read it: "
            + "use postern password set \(password.rawValue).")
      }
      guard let setting = Setting.named(key) else {
        throw UnknownKey(key, in: Setting.all.map(\.key)).failure
      }
      guard !seen.contains(key) else {
        throw Failure(.usage, "\(key) is given twice; give it once.")
      }
      seen.append(key)
      return (setting, String(change[change.index(after: sign)...]))
    }
  }

  /// Refuses wrong values before anything on the disk is touched.
  private static func check(_ changes: [(Setting, String)]) throws(Failure) {
    let wrong = changes.compactMap { setting, text -> String? in
      var draft = Draft()
      draft[setting] = text
      return setting.problem(draft).map { "\(setting.key): \($0.sentence)." }
    }
    guard wrong.isEmpty else {
      throw Failure(.usage, (wrong + ["Nothing was changed."]).joined(separator: "\n"))
    }
  }

  /// Says what has become odd by the change, so that nobody learns it from a failed mail.
  private static func tellNews(_ before: Draft, _ after: Draft) {
    for warning in after.warnings where !before.warnings.contains(warning) {
      Output.message("Note on \(warning.key): \(warning.sentence).")
    }
    for problem in after.problems where !before.problems.contains(problem) {
      guard case .passwordForOtherHost = problem.problem else { continue }
      Output.message("Note on \(problem.key): \(problem.problem.sentence).")
    }
  }
}
