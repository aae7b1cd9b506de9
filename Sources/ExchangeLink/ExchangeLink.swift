package import MailDiagnosis
package import MailSettings
package import ServerTrust
package import SettingsStore
internal import SystemAccess

/// The link of a set-up to Microsoft Exchange: its tokens in `secrets.toml`, kept fresh.
package struct ExchangeLink: Sendable {
  let store: SettingsStore
  package let trust: TrustStore

  package init(store: SettingsStore, trust: TrustStore) {
    (self.store, self.trust) = (store, trust)
  }

  /// Links the set-up: these tokens take the place of all that was there.
  package func save(
    _ tokens: GrantedTokens, for account: ExchangeAccount
  ) throws(TokenFailure) {
    do throws(StoreError) {
      try store.changeSecrets { $0.link(tokens, for: account) }
    } catch { throw .store(error.sentence) }
  }

  /// An access token to send with, and whom XOAUTH2 names; a fresh one where the one that is there
  /// ends soon.
  package func token(
    for account: ExchangeAccount, _ wait: TokenWait
  ) throws(TokenFailure) -> (user: String, token: Secret) {
    throw .notLinked
  }

  /// What is linked, by the files alone; another application's or directory's tokens than the
  /// draft's do not count.
  package func status(of draft: Draft) throws(StoreError) -> LinkStatus {
    let secrets = try store.loadSecrets()
    guard let account = try? ExchangeAccount(draft),
      secrets[.linkedFor]?.reveal() == account.binding
    else { return LinkStatus() }
    return secrets.linkStatus(account)
  }

  /// Forgets tokens and account; the client secret stays.
  package func unlink() throws(StoreError) {
    try store.changeSecrets { $0.unlink() }
  }
}
