public import MailSettings

extension Cause {
  /// The state of the account at the provider: `account.*`.
  public enum Account: Equatable, Sendable {
    /// This machine's address is not on the account's list; whether the server names the password,
    /// too.
    case addressNotAuthorised(said: String, orPassword: Bool)
    /// The plan or its credits are used up.
    case usedUp(Endpoint, said: String)
    case blocked(Endpoint, said: String)
    /// The account lacks the right to send this way.
    case notPermitted(user: String?, said: String, MailProvider?)
    case notActivated(said: String)
  }
}
