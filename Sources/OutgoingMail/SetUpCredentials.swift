internal import ExchangeLink
internal import MailDiagnosis
package import MailSettings
package import MailTransport
package import ServerTrust
package import SettingsStore
internal import SystemAccess

/// What a set-up signs in with: its stored passwords, what its commands print, and the tokens of
/// Microsoft Exchange.
package struct SetUpCredentials: CredentialProvider {
  private let passwords: StoredCredentials
  private let link: ExchangeLink

  package init(_ store: SettingsStore, trust: TrustStore) {
    passwords = store.passwords
    link = ExchangeLink(store: store, trust: trust)
  }

  package func password(
    of credentials: Credentials, _ deadline: Deadline
  ) throws(CredentialFailure) -> Secret {
    try passwords.password(of: credentials, deadline)
  }

  package func token(
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

extension SettingsStore {
  /// Stored passwords, and those that commands print, unless another user could have set the
  /// commands.
  var passwords: StoredCredentials {
    StoredCredentials { [self] in commandRefusal.map { ForeignError($0) } }
  }
}
