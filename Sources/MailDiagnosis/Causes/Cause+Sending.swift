public import MailSettings

extension Cause {
  /// The message, and the connection that it goes over: `data.*`, `message.encoding`.
  public enum Message: Equatable, Sendable {
    /// The connection was lost in this stage.
    case connectionLost(Endpoint, at: Stage)
    /// The server stopped answering in this stage.
    case noAnswer(Endpoint, at: Stage)
    /// The connection was lost behind the final dot.
    case unknownOutcome
    /// Larger than the server takes; the limit in octets where it is known.
    case tooLarge(Endpoint, limit: Int?)
    /// The characters that the chosen encoding does not have.
    case unencodable([String])
    case rejected(said: String)
    /// A filter does not let the mail through, by what it knows before the message comes.
    case filtered(said: String)
  }

  /// The server's own trouble, its limits and its breaks of the protocol: `server.*`, `limit.rate`.
  public enum Server: Equatable, Sendable {
    /// It is temporary; whether it is sure to pass by itself.
    case trouble(Endpoint, said: String, passes: Bool)
    case limit(said: String, LimitHolder)
    /// A line that is no reply.
    case malformed(Endpoint, said: String)
    /// Something that nothing had been asked for.
    case outOfStep(Endpoint, said: String)
    /// A refusal that no rule fits.
    case refused(Endpoint, said: String)
  }
}

/// Whose mails a limit counts.
public enum LimitHolder: Equatable, Sendable {
  /// An account at Microsoft 365.
  case microsoft
  /// This machine's address.
  case address
  case account
}
