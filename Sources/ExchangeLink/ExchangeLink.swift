package import MailDiagnosis
package import MailSettings
package import ServerTrust
package import SettingsStore
internal import SystemAccess

/// A set-up's link to Microsoft Exchange: the tokens in its `secrets.toml`.
package struct ExchangeLink: Sendable {
  package let store: SettingsStore
  package let trust: TrustStore

  /// The link of the set-up in this store.
  package init(store: SettingsStore, trust: TrustStore) {
    (self.store, self.trust) = (store, trust)
  }

  /// Links the set-up: these tokens replace those of any earlier link.
  @discardableResult
  package func save(
    _ tokens: GrantedTokens, for account: ExchangeAccount
  ) throws(TokenFailure) -> LinkStatus {
    var link = StoredLink()
    link.take(tokens)
    link.scopes = tokens.scopes
    (link.account, link.tenant) = (tokens.account, tokens.tenant)
    (link.linkedAt, link.linkedFor) = (tokens.since, account.linkKey)
    try put(link)
    return link.status
  }

  /// What is linked, by the files alone; tokens of another application or directory than the
  /// draft's are ignored.
  package func status(of draft: Draft) throws(StoreError) -> LinkStatus {
    let link = StoredLink(try store.loadSecrets())
    guard let account = try? ExchangeAccount(draft), link.counts(for: account) else {
      return LinkStatus()
    }
    return link.status
  }

  /// Forgets tokens and account; the client secret stays.
  package func unlink() throws(StoreError) {
    try store.changeSecrets { StoredLink().write(to: &$0) }
  }

  /// The object id of the Enterprise application, from its latest app-only token; nil without one.
  package func objectID(for account: ExchangeAccount) throws(StoreError) -> String? {
    let link = StoredLink(try store.loadSecrets())
    guard account.kind == .appOnly, link.counts(for: account) else { return nil }
    return link.accessToken.flatMap { TokenClaims(token: $0.reveal())?.objectID }
  }

  func read(for account: ExchangeAccount) throws(TokenFailure) -> StoredLink? {
    do throws(StoreError) {
      let link = StoredLink(try store.loadSecrets())
      return link.counts(for: account) ? link : nil
    } catch { throw .store(ForeignError(error)) }
  }

  func put(_ link: StoredLink) throws(TokenFailure) {
    do throws(StoreError) {
      try store.changeSecrets { link.write(to: &$0) }
    } catch { throw .store(ForeignError(error)) }
  }

  /// Stores a link, unless somebody has linked anew or unlinked since `old` was read.
  func put(_ link: StoredLink, inPlaceOf old: StoredLink) throws(TokenFailure) {
    do throws(StoreError) {
      try store.changeSecrets { file in
        let found = StoredLink(file)
        guard found.refreshToken == old.refreshToken, found.linkedAt == old.linkedAt,
          found.linkedFor == old.linkedFor
        else { return }
        link.write(to: &file)
      }
    } catch { throw .store(ForeignError(error)) }
  }
}
