import ArgumentParser
import Exports
import MailDiagnosis
import MailSettings
import SettingsStore
import SystemAccess

/// `postern import`: the settings of another program's file.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over the settings of another program's file.",
    discussion: """
      Changes what the file says and nothing else, all of it or nothing; prints what it takes, and \
      what it does not understand. Runs no command and no program. Of msmtp's accounts it takes \
      the one called default, else the first.

      EXAMPLES
        postern import msmtp ~/.msmtprc --dry-run
        postern import postfix /etc/postfix/main.cf
        postern import django settings.py
      """)

  @OptionGroup var format: FormatArgument

  @Argument(help: ArgumentHelp("The file to read.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Print what would be taken, and change nothing.")
  var dryRun = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let found = try read()
    try check(found)
    let news = try dryRun ? trial(found) : save(found)
    if news.before.chosenProtocol != news.draft.chosenProtocol {
      Output.line("protocol = smtp  (it names a server)")
    }
    print(found, news.draft)
    SettingNews.tell(news.before, news.draft)
    if dryRun { Output.message("Nothing was changed.") }
    try news.saved?.expectToLast()
  }

  private func read() throws(Failure) -> FoundSettings {
    guard let bytes = TextFile.bytes(of: file) else {
      throw Failure(.inputOutput, "\(file) cannot be read.")
    }
    if [".yml", ".yaml"].contains(where: file.hasSuffix) {
      throw Failure(.data, "\(file): YAML is not read; application.properties is.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.data, "\(file) is not UTF-8 text; nothing was changed.")
    }
    let source = ImportFile(text: text, folder: FilePath.folder(file)) { TextFile.text(of: $0) }
    do throws(ImportFault) { return try format.format.read(source) } catch {
      throw Failure(.data, "\(place(error.line)): \(error.sentence).")
    }
  }

  private func place(_ line: Int?) -> String { file + (line.map { ", line \($0)" } ?? "") }

  /// Refuses what is wrong before anything is written.
  private func check(_ found: FoundSettings) throws(Failure) {
    guard !found.taken.isEmpty || found.password != nil else {
      tellLeftOut(found)
      throw Failure(.data, "\(file) says nothing of outgoing e-mail; nothing was changed.")
    }
    var draft = Draft()
    found.apply(to: &draft)
    let wrong = found.taken.compactMap { taken in
      taken.key.setting.problem(draft).map {
        "\(place(taken.line)): \(taken.key.name): \($0.sentence)."
      }
    }
    guard wrong.isEmpty else {
      throw Failure(.data, (wrong + ["Nothing was changed."]).joined(separator: "\n"))
    }
  }

  /// A set-up before and after.
  private typealias News = (before: Draft, draft: Draft, saved: SavedSetUp?)

  private func trial(_ found: FoundSettings) throws(Failure) -> News {
    let before = try home.load().draft
    var draft = before
    found.apply(to: &draft)
    return (before, draft, nil)
  }

  private func save(_ found: FoundSettings) throws(Failure) -> News {
    let saved = try home.change { found.apply(to: &$0) }
    return (saved.before, saved.draft, saved)
  }

  private func print(_ found: FoundSettings, _ draft: Draft) {
    for taken in found.taken {
      let value = taken.key.setting.canonical(draft) ?? taken.text
      let place = taken.line.map { "line \($0)" } ?? "\(format.format.title)'s default"
      Output.line("\(taken.key.name) = \(value)  (\(place))")
    }
    if let password = found.password {
      Output.line("\(PasswordSetting.smtp.name): set  (line \(password.line))")
    }
    tellLeftOut(found)
    if found.password != nil, let command = draft.authentication.passwordCommand.value {
      Output.message("Note: smtp's password-command is set and counts instead: \(command.text)")
    }
  }

  private func tellLeftOut(_ found: FoundSettings) {
    for one in found.leftOut {
      Output.message("\(place(one.line)): \(one.name) was not taken over: \(one.reason.sentence).")
    }
  }
}

extension FoundSettings {
  /// Changes what the file says. A server that takes mail by SMTP ends sending by Exchange.
  fileprivate func apply(to draft: inout Draft) {
    for taken in taken { draft[taken.key] = taken.text }
    if let password { draft.smtp.password.type(password.secret.reveal()) }
    if draft.chosenProtocol == .exchange, taken.contains(where: { $0.key == .smtpServer }) {
      draft.mailProtocol.text = MailProtocol.smtp.text
    }
  }
}
