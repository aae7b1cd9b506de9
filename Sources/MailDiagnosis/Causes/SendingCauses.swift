public import MailSettings

/// Why the message was refused or lost on its way: `data.*`, `message.encoding`.
public enum MessageCause: Equatable, Sendable {
  /// The connection was lost in this stage.
  case connectionLost(Endpoint, at: Stage)
  /// The server stopped answering in this stage.
  case noAnswer(Endpoint, at: Stage)
  /// No clear answer came after the final dot, so the mail may have been delivered.
  case unknownOutcome
  /// The message is larger than the server accepts; the limit in octets, nil where it is not
  /// known.
  case tooLarge(Endpoint, limit: Int?)
  /// The characters that the chosen encoding does not have.
  case unencodable([String])
  case rejected(said: String)
  /// A content filter refuses the mail before it has seen the message.
  case filtered(said: String)
}

/// Trouble of the server's own, its limits, and breaches of the protocol: `server.*`,
/// `limit.rate`.
public enum ServerCause: Equatable, Sendable {
  /// The server has a temporary problem; `passes` where it is sure to pass by itself.
  case trouble(Endpoint, said: String, passes: Bool)
  case limit(said: String, LimitHolder)
  /// A line that is not an SMTP reply.
  case malformed(Endpoint, said: String)
  /// A reply that came without a command, or that the command cannot have.
  case outOfStep(Endpoint, said: String)
  /// A refusal that no rule fits.
  case refused(Endpoint, said: String)
}

/// Whose mails a limit counts.
public enum LimitHolder: Equatable, Sendable {
  /// An account at Microsoft 365.
  case microsoft
  /// This machine's address.
  case address
  case account
}
