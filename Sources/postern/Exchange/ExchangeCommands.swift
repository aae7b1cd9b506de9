import ArgumentParser
import ExchangeLink
import MailDiagnosis
import MailSettings
import SettingsStore

/// `postern exchange`: the link to Microsoft Exchange.
struct ExchangeCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exchange",
    abstract: "Link Microsoft Exchange to an Azure account.",
    discussion: """
      The settings say how: with exchange.flow=delegated a person signs in once in a browser, on any \
      machine; with app-only the application signs in by itself.

      EXAMPLES
        postern exchange url                    the address to sign in at
        postern exchange link                   asks for the address that the browser ends at
        postern exchange link --device          with a code typed on another device
        postern exchange status && echo ready   77 where a sign-in is needed
        postern exchange setup-script           what the administrator has to run
      """,
    subcommands: [
      ExchangeURLCommand.self, ExchangeLinkCommand.self, ExchangeStatusCommand.self,
      ExchangeUnlinkCommand.self,
      ExchangeSetupScriptCommand.self,
    ])

  func run() throws {
    throw ValidationError.exchangeTaskNeeded
  }
}

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
