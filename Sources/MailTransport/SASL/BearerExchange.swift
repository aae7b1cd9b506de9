internal import MailDiagnosis
internal import MailSettings

/// The exchange of XOAUTH2 (Google's and Microsoft's own) and OAUTHBEARER (RFC 7628) with an access
/// token.
struct BearerExchange: SASLExchange {
  enum Form {
    case xoauth2
    case oauthBearer
  }

  private let form: Form
  private let login: Login
  private let token: Secret

  init(_ form: Form, _ login: Login, token: Secret) {
    self.form = form
    self.login = login
    self.token = token
  }

  func initialResponse() -> [UInt8]? {
    let bearer = "auth=Bearer \(token.reveal())\u{1}"
    return switch form {
    case .xoauth2: Array("user=\(login.user)\u{1}\(bearer)\u{1}".utf8)
    case .oauthBearer:
      Array(
        "n,a=\(login.user),\u{1}host=\(login.endpoint.host.ascii)\u{1}port=\(login.endpoint.port.number)\u{1}\(bearer)\u{1}"
          .utf8)
    }
  }

  /// A challenge is the description of an error in JSON; after the response to it the server
  /// refuses the sign-in.
  func respond(to challenge: [UInt8]) -> [UInt8] { form == .oauthBearer ? [1] : [] }
}
