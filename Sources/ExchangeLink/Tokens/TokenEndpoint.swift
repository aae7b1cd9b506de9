internal import HTTPSClient
internal import MailDiagnosis
package import MailSettings
package import ServerTrust
internal import SystemAccess

/// The token endpoint of an application's directory (RFC 6749 section 3.2), and the device
/// authorization endpoint beside it (RFC 8628 section 3.1).
///
/// Nothing is retried here: the caller decides when to ask again.
package struct TokenEndpoint: Sendable {
  typealias Form = [(name: String, value: String)]

  let application: ExchangeApplication
  let host: SignInHost
  /// The set-up's folder.
  private let home: String

  /// The scopes that every sign-in of a person asks for besides those for mail.
  static let usualScopes = ["openid", "profile", "offline_access"]

  /// - Parameter trust: certificates imported for the authority's host and port are trusted besides
  ///   the system's roots.
  package init(_ application: ExchangeApplication, trust: TrustStore) {
    self.application = application
    host = SignInHost(trust: trust)
    home = FilePath.folder(trust.folder)
  }

  /// The token endpoint's URL.
  var url: String { application.endpoint("oauth2/v2.0/token") }

  /// Posts a grant's fields with the application's client id and credential.
  func ask(_ grant: Form, _ wait: TokenWait) throws(TokenFailure) -> TokenEndpointAnswer {
    let form = [("client_id", application.clientID.text)] + grant + (try credential())
    return try post(form, to: url, wait)
  }

  func post(_ form: Form, to url: String, _ wait: TokenWait) throws(TokenFailure)
    -> TokenEndpointAnswer
  {
    let request = HTTPSRequest(
      url, form: form, fields: [HTTPField("Accept", "application/json")])
    let answer = TokenEndpointAnswer(try host.answer(to: request, wait), to: form)
    if let failure = answer.failure {
      throw usesCertificate ? answer.clockFailure ?? failure : failure
    }
    return answer
  }

  private var usesCertificate: Bool {
    switch application.credential {
    case .certificate: true
    case .secret, nil: false
    }
  }

  /// The application's credential; empty for a public client, which must not send any.
  private func credential() throws(TokenFailure) -> Form {
    switch application.credential {
    case nil: []
    case .secret(let secret): [("client_secret", secret.reveal())]
    case .certificate(let certificate, let key):
      [
        (
          "client_assertion_type",
          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        ),
        ("client_assertion", try assertion(certificate.text, key.text)),
      ]
    }
  }

  private func assertion(_ certificate: String, _ key: String) throws(TokenFailure) -> String {
    let files = CertificateFiles(certificate: certificate, key: key, home: home)
    return try ClientAssertion(
      try files.read(), clientID: application.clientID.text, audience: url,
      now: Moment.now().seconds
    ).text
  }
}
