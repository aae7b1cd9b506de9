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
      Output.line(ImportWords.protocolChanged)
    }
    print(found, news.draft)
    SettingNews.tell(news.before, news.draft)
    if dryRun { Output.message(ImportWords.nothingChanged) }
    try news.saved?.expectToLast()
  }

  private func read() throws(Failure) -> FoundSettings {
    guard let bytes = TextFile.bytes(of: file) else { throw .unreadable(file) }
    if [".yml", ".yaml"].contains(where: file.hasSuffix) { throw .yamlNotRead(file) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .fileIsNotUTF8(file) }
    let source = ImportFile(text: text, folder: FilePath.folder(file)) { TextFile.text(of: $0) }
    do throws(ImportFault) { return try format.format.read(source) } catch {
      throw .notUnderstood(file, error)
    }
  }

  /// Refuses what is wrong before anything is written.
  private func check(_ found: FoundSettings) throws(Failure) {
    guard !found.taken.isEmpty || found.password != nil else {
      tellLeftOut(found)
      throw .nothingOfMail(file)
    }
    var draft = Draft()
    found.apply(to: &draft)
    let wrong = found.taken.compactMap { taken in
      taken.key.setting.problem(draft).map { ImportWords.wrong(taken.key, $0, file, taken.line) }
    }
    guard wrong.isEmpty else { throw .wrongImport(wrong) }
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
      Output.line(ImportWords.taken(taken.key, value, taken.line, format.format))
    }
    if let password = found.password {
      Output.line(ImportWords.passwordTaken(line: password.line))
    }
    tellLeftOut(found)
    if found.password != nil, let command = draft.authentication.passwordCommand.value {
      Output.message(CommandWords.commandCounts(.smtp, command))
    }
  }

  private func tellLeftOut(_ found: FoundSettings) {
    for one in found.leftOut { Output.message(ImportWords.leftOut(one, of: file)) }
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
