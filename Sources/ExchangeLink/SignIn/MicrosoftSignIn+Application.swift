package import MailDiagnosis
internal import MailSettings
internal import SystemAccess

extension MicrosoftSignIn {
  /// Gets the first app-only token, which shows that the application may have one.
  package func byApplication(_ wait: TokenWait) throws(SignInFailure) -> SignInEnd {
    let tokens: GrantedTokens
    do throws(TokenFailure) {
      tokens = try endpoint.clientCredentials(wait)
    } catch { throw SignInFailure(error) }
    return .linked(try save(tokens))
  }

  /// The URL at which an administrator consents to the application for everybody in the directory.
  ///
  /// Its state is not stored, since nothing depends on the answer.
  ///
  /// - Parameter scopes: the settings' where nil.
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

  /// The scope for sending alone, which most directories let people consent to themselves.
  package var scopeForSending: [String] {
    scopes.filter { $0.lowercased().hasSuffix("/smtp.send") }
  }
}
