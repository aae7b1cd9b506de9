import MailSettings

/// A route in plain words; ASCII only, without user names or secrets.
struct RouteWords: Equatable {
  let server: String
  let encryption: String
  let signIn: String

  init(_ route: Route) {
    switch route {
    case .smtp(let server):
      self.server = "\(server.host.ascii), port \(server.port.text)"
      encryption = server.encryption.title
      signIn = Self.words(server.signIn)
    case .exchange(let account):
      server = "\(account.host.ascii), port \(account.port.text)"
      encryption = account.encryption.title
      signIn = "Microsoft Exchange (OAuth)"
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
