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

/// A SASL mechanism to force, or `auto` for the best that both sides support.
public struct Mechanism: SettingValue, Hashable {
  /// `auto`, or the mechanism's name in upper case.
  public let text: String

  /// Reads a name by RFC 4422 section 3.1: 1 to 20 letters, digits, hyphens, underscores.
  public init(typed text: String) throws(Problem) {
    guard text.utf8.count <= 20,
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    else { throw .notAMechanism(text) }
    self.text = text.lowercased() == "auto" ? "auto" : text.uppercased()
  }

  private init(known text: String) { self.text = text }

  /// The best mechanism that both sides support.
  public static let auto = Mechanism(known: "auto")

  /// Those that servers are usually forced to; others that Postern speaks can be typed.
  public static let choices = ["auto", "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5"]
}
