import ArgumentParser
import ExchangeLink
import MailDiagnosis
import MailSettings
import SettingsStore

/// `postern exchange setup-script`: what the administrator has to run.
struct ExchangeSetupScriptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup-script",
    abstract: "Print the PowerShell that an Exchange administrator has to run, with its undo.",
    discussion: """
      Filled in by the settings. The object id of the Enterprise application is in the application's \
      own token once there is one; without it, a line looks it up.

      EXAMPLES
        postern exchange setup-script > setup.ps1
      """)

  @OptionGroup var home: HomeOption

  func run() throws {
    let setUp = try ExchangeSetUp(home)
    let status = try setUp.status()
    let objectID = try Self.objectID(of: setUp)
    do throws(SettingProblem) {
      let script = try AdministratorScript(
        setUp.draft, objectID: objectID, account: status.account)
      Output.text(script.text)
    } catch { throw Failure(settings: error, home) }
  }

  /// The object id from the application's token; nil where there is none.
  private static func objectID(of setUp: ExchangeSetUp) throws(Failure) -> String? {
    guard let account = try? setUp.account() else { return nil }
    do throws(StoreError) { return try setUp.link.objectID(for: account) } catch {
      throw Failure(error)
    }
  }
}
