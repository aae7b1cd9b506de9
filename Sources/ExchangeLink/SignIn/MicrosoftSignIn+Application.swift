package import MailDiagnosis
internal import MailSettings
internal import SystemAccess

extension MicrosoftSignIn {
  /// Gets the application's first own token, which shows that it may have one.
  package func byApplication(_ wait: TokenWait) throws(SignInFailure) -> SignInEnd {
    let tokens: GrantedTokens
    do throws(TokenFailure) {
      tokens = try endpoint.clientCredentials(wait)
    } catch { throw SignInFailure(error) }
    return .linked(try save(tokens))
  }

  /// Where an administrator consents to the application for everybody in the directory: for the
  /// scopes of the settings, or for those that are given.
  ///
  /// Nothing is remembered of it, since nothing comes of its answer here.
  package func adminConsentURL(scopes: [String]? = nil) -> String {
    let resource = account.application.cloud.resource
    let wanted =
      switch account.flow {
      case .delegated: scopes ?? self.scopes
      case .appOnly: ["\(resource)/.default"]
      }
    let fields = [
      ("client_id", account.application.clientID.text), ("scope", wanted.joined(separator: " ")),
      ("redirect_uri", redirectURI), ("state", [UInt8].random(count: 32).base64URL),
    ].filter { !$0.1.isEmpty }
    return account.application.endpoint("v2.0/adminconsent") + "?"
      + fields.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
  }

  /// The scope for sending alone, which people may consent to themselves in most directories.
  package var scopeForSending: [String] {
    scopes.filter { $0.lowercased().hasSuffix("/smtp.send") }
  }
}
