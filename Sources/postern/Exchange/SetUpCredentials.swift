import ExchangeLink
import MailDiagnosis
import MailSettings
import MailTransport
import ServerTrust
import SettingsStore

/// What a set-up signs in with: its stored passwords, what its commands print, and the tokens of
/// Microsoft Exchange.
struct SetUpCredentials: CredentialProvider {
  private let passwords: StoredCredentials
  private let link: ExchangeLink

  init(_ store: SettingsStore, trust: TrustStore) {
    passwords = store.passwords
    link = ExchangeLink(store: store, trust: trust)
  }

  func password(
    of credentials: Credentials, _ deadline: Deadline
  ) throws(CredentialFailure) -> Secret {
    try passwords.password(of: credentials, deadline)
  }

  func token(
    for account: ExchangeAccount, _ deadline: Deadline
  ) throws(CredentialFailure) -> BearerToken {
    let wait = TokenWait(deadline: deadline.instant, wake: deadline.cancellation.wake)
    do throws(TokenFailure) {
      let token = try link.token(for: account, wait)
      return BearerToken(
        user: token.user, token: token.token, expires: token.expires, isRenewed: token.isRenewed)
    } catch { throw .token(error) }
  }
}
