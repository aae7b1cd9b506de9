import MailSettings

/// A route in plain words; ASCII only, without user names or secrets.
struct RouteWords: Equatable {
  let server: String
  let encryption: String
  let signIn: String

  init(_ route: Route) {
    server = "\(route.endpoint.host.ascii), port \(route.endpoint.port)"
    encryption = route.endpoint.encryption.title
    switch route {
    case .smtp(let server): signIn = Self.words(server.signIn)
    case .exchange: signIn = "Microsoft Exchange (OAuth)"
    }
  }

  private static func words(_ signIn: SignIn) -> String {
    switch signIn {
    case .none: "none"
    case .credentials: "user name and password"
    case .incomingFirst: "by first connecting to the incoming mailbox"
    }
  }
}
