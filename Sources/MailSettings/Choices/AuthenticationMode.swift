/// The four documented ways to sign in at the SMTP server.
public enum AuthenticationMode: String, Choice {
  case none
  case password
  /// The user name and password of the incoming mailbox server.
  case incoming
  /// POP-before-SMTP: log in at the incoming mailbox server, then send without SMTP AUTH.
  case incomingFirst = "incoming-first"

  /// The documented name.
  public var title: String {
    switch self {
    case .none: "No authentication"
    case .password: "User name and password for the SMTP server"
    case .incoming: "Same user name and password as incoming mailbox"
    case .incomingFirst: "By first connecting to the incoming mailbox"
    }
  }

  /// What it does for the person.
  public var explanation: String {
    switch self {
    case .none: "For servers in a company network that accept this machine as it is."
    case .password: "What most mail servers on the internet want."
    case .incoming: "Signs in with what stands under Incoming mailbox; changes there count here."
    case .incomingFirst: "Logs in at the incoming mailbox, which opens the SMTP server for a while."
    }
  }

  /// Whether the incoming mailbox's settings are needed.
  public var needsIncoming: Bool { self == .incoming || self == .incomingFirst }
}
