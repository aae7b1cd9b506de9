import ArgumentParser
import MailDiagnosis
import MailSettings
import SettingsStore
import SystemAccess

/// A change `aliases.NAME=ADDRESS`; without an address it deletes the alias.
private struct AliasChange {
  static let prefix = "aliases."

  let name: LocalName
  let targets: AliasTargets?

  /// The aliases among the changes; throws what is wrong with one, before anything is written.
  static func all(in changes: [String]) throws(Failure) -> [AliasChange] {
    var seen: Set<LocalName> = []
    return try changes.filter { $0.hasPrefix(prefix) }.map { change throws(Failure) in
      let alias = try AliasChange(change)
      guard seen.insert(alias.name).inserted else {
        throw .givenTwice("\(prefix)\(alias.name.text)")
      }
      return alias
    }
  }

  private init(_ change: String) throws(Failure) {
    guard let sign = change.firstIndex(of: "=") else {
      throw .notAnAlias(change)
    }
    let key = String(change[..<sign])
    guard let name = LocalName(aliasKey: key) else {
      throw .localNameNeeded(key)
    }
    self.name = name
    do throws(Problem) {
      targets = try Entry<AliasTargets>(String(change[change.index(after: sign)...])).parsed()
    } catch { throw .wrongAlias(key, error) }
  }
}

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

  @Argument(
    help: ArgumentHelp("What to set.", valueName: "key=value"),
    completion: .custom(ChangeCompletion.all))
  var changes: [String]

  @Flag(help: "Print a JSON document: the keys that have changed.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let aliases = try AliasChange.all(in: changes)
    let changes = try Self.parsed(changes.filter { !$0.hasPrefix(AliasChange.prefix) })
    try Self.check(changes, home)
    let saved = try home.change { draft in
      for (setting, text) in changes { draft[setting] = text }
      for alias in aliases { draft.aliases[alias.name] = alias.targets.map { Entry($0.text) } }
    }
    Self.tellSpelling(changes)
    SettingNews.tell(saved.before, saved.draft)
    if json { try ChangeDocument(saved).print() }
    try saved.expectToLast()
  }

  /// Tells which values were written in another spelling than they were typed.
  private static func tellSpelling(_ changes: [(Setting, String)]) {
    for (setting, text) in changes {
      var draft = Draft()
      draft[setting] = text
      guard setting.isAlias(draft), let canonical = setting.canonical(draft) else { continue }
      Output.message(CommandWords.isSpelt(setting.key, text, as: canonical))
    }
  }

  private static func parsed(_ changes: [String]) throws(Failure) -> [(Setting, String)] {
    var seen: [String] = []
    return try changes.map { change throws(Failure) in
      guard let sign = change.firstIndex(of: "=") else {
        throw .notASetting(change)
      }
      let key = String(change[..<sign])
      if case .password(let password) = FieldKey(key) {
        throw .passwordAsArgument(password)
      }
      guard let setting = Setting.named(key) else {
        throw .unknownSetting(key, close: CloseMatches.of(key, in: SettingKey.allCases.map(\.name)))
      }
      guard !seen.contains(key) else {
        throw .givenTwice(key)
      }
      seen.append(key)
      return (setting, String(change[change.index(after: sign)...]))
    }
  }

  /// Refuses wrong values before anything on the disk is touched.
  private static func check(
    _ changes: [(Setting, String)], _ home: HomeOption
  ) throws(Failure) {
    var draft = Draft()
    for (setting, text) in changes { draft[setting] = text }
    let wrong = changes.compactMap { setting, _ in
      setting.problem(draft).map { SettingProblem(key: .setting(setting.key), problem: $0) }
    }
    guard wrong.isEmpty else {
      throw .wrongValues(wrong, instead: suggestion(changes, draft, home))
    }
  }

  /// The command that puts everything where it belongs; nil where that would not mend all problems.
  private static func suggestion(
    _ changes: [(Setting, String)], _ draft: Draft, _ home: HomeOption
  ) -> String? {
    var mended = draft
    let fixes = changes.filter { $0.0.problem(draft) != nil }.compactMap { setting, _ in
      draft.fixes(at: setting.key).first
    }
    fixes.forEach { mended.apply($0) }
    guard !fixes.isEmpty, changes.allSatisfy({ $0.0.problem(mended) == nil }) else { return nil }
    let given = changes.map(\.0.key)
    let texts = Setting.all.filter { given.contains($0.key) || !mended[$0].isEmpty }
      .map { "\($0.key.name)=\(mended[$0].quotedForShell)" }
    return "postern set \(texts.joined(separator: " "))\(home.asArgument)"
  }
}

/// The warnings that a change of the settings has caused.
enum SettingNews {
  /// Tells these warnings, so that nobody learns of them from a failed mail.
  static func tell(_ before: Draft, _ after: Draft) {
    for warning in after.warnings where !before.warnings.contains(warning) {
      Output.message(CommandWords.news(warning))
    }
    for problem in after.problems where !before.problems.contains(problem) {
      guard case .passwordForOtherHost = problem.problem else { continue }
      Output.message(CommandWords.news(problem))
    }
  }
}

/// Completions of `KEY=VALUE` for `postern set`: the keys first, then the values of a key.
enum ChangeCompletion {
  /// - Parameters:
  ///   - words: the command line as the shell splits it; bash makes `=` a word of its own.
  ///   - index: the word that the cursor is in.
  ///   - prefix: its part before the cursor.
  @Sendable static func all(_ words: [String], index: Int, prefix: String) -> [String] {
    if let key = keyBefore(index, in: words) { return values(of: key) }
    guard let sign = prefix.firstIndex(of: "=") else {
      return SettingKey.allCases.map { "\($0.name)=" }
    }
    return values(of: String(prefix[..<sign])).map { prefix[...sign] + $0 }
  }

  private static func keyBefore(_ index: Int, in words: [String]) -> String? {
    guard let sign = words.prefix(index + 1).suffix(2).lastIndex(of: "="), sign > 0 else {
      return nil
    }
    return words[sign - 1]
  }

  private static func values(of key: String) -> [String] { Setting.named(key)?.choices ?? [] }
}
