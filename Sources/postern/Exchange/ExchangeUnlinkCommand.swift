import ArgumentParser
import ExchangeLink
import MailDiagnosis
import MailSettings
import SettingsStore

/// `postern exchange unlink`: forgets the tokens and the account.
struct ExchangeUnlinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "Forget the tokens and the account; the client secret stays.",
    discussion: """
      Microsoft is not told: to end what was allowed, revoke the person's sessions in Entra ID, or \
      remove the application's permission.
      """)

  @OptionGroup var home: HomeOption

  func run() throws {
    let setUp = try ExchangeSetUp(home)
    let before = try setUp.status()
    do throws(StoreError) { try setUp.link.unlink() } catch { throw Failure(error) }
    if !before.isLinked { Output.message(SignInWords.nothingLinked) }
  }
}
