import ExchangeLink
import MailDiagnosis
import MailSettings
import SettingsStore

/// The set-up's settings of Exchange, for the commands that sign in.
struct ExchangeSetUp {
  let home: HomeOption
  let draft: Draft
  let link: ExchangeLink

  init(_ home: HomeOption) throws(Failure) {
    self.home = home
    draft = try home.load().draft
    link = ExchangeLink(store: try home.store(), trust: try home.trust())
  }

  /// The account in the settings; throws which setting is missing or wrong.
  func account() throws(Failure) -> ExchangeAccount {
    do throws(SettingProblem) {
      return try ExchangeAccount(draft)
    } catch { throw Failure(settings: error, home) }
  }

  func signIn() throws(Failure) -> MicrosoftSignIn {
    MicrosoftSignIn(try account(), link: link)
  }

  func status() throws(Failure) -> LinkStatus {
    do throws(StoreError) { return try link.status(of: draft) } catch { throw Failure(error) }
  }
}
