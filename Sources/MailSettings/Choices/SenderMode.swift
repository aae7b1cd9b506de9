/// From which address user-triggered mails are sent. System mails always use the system address.
public enum SenderMode: String, Choice {
  case system
  case user

  /// The documented choice.
  public var title: String {
    switch self {
    case .system: "The system address"
    case .user: "The user's own address"
    }
  }

  /// What it does for the person.
  public var explanation: String {
    switch self {
    case .system: "Choose it if replies to e-mails are to be added as comments to items."
    case .user: "Replies go to the user. Some servers refuse a sender that is not the login."
    }
  }
}
