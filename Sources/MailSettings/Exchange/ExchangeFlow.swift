/// Who signs in at Microsoft 365.
public enum ExchangeFlow: String, Choice {
  /// A person signs in once, as documented.
  case delegated
  /// The application signs in by itself (client credentials, RFC 6749 section 4.4).
  case appOnly = "app-only"

  /// The name on the screen.
  public var title: String {
    switch self {
    case .delegated: "A person signs in"
    case .appOnly: "The application alone"
    }
  }

  /// What it does for the person.
  public var explanation: String {
    switch self {
    case .delegated:
      "Somebody signs in once in a browser; mails go out in that account's name."
    case .appOnly:
      "No person and nothing to renew by hand; an administrator has to allow it once."
    }
  }

  /// What Microsoft and others call the two.
  public var otherWords: [String] {
    switch self {
    case .delegated: ["user", "authorization code", "auth code"]
    case .appOnly: ["application", "client credentials", "daemon", "service"]
    }
  }
}
