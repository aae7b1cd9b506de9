public import MailSettings

/// Why an attempt failed, as data: what was seen, without a word of any language.
///
/// The rules choose it; `Words/` alone makes its sentence and its advice. To add a diagnosis: a
/// case of ``Finding``, a case of a cause, the rule that gives it, and its words.
public indirect enum Cause: Equatable, Sendable {
  /// The server cannot be found, or does not answer.
  case reaching(Reaching)
  /// The banner or the answer to EHLO is missing or wrong, or refuses this machine.
  case greeting(Greeting)
  /// TLS does not begin.
  case encryption(Encryption)
  /// The server's certificate is refused.
  case certificate(Certificate)
  /// Nobody could sign in.
  case signingIn(SigningIn)
  /// Microsoft 365 or Exchange refuses the sign-in.
  case microsoft(Microsoft)
  /// There is no access token for Microsoft Exchange, or the server does not take it.
  case exchange(Exchange)
  /// The incoming mailbox server refuses.
  case mailbox(Mailbox)
  /// The account at the provider may not send.
  case account(Account)
  /// The sender is refused.
  case sender(Sender)
  /// The recipient is refused.
  case recipient(Recipient)
  /// The message is refused, or lost on the way.
  case message(Message)
  /// The server has trouble of its own, or breaks the protocol.
  case server(Server)
  /// This machine did not give what the attempt needs.
  case system(SystemShortage)
  /// The person cancelled.
  case cancelled
  /// No rule fits: what a library or the system said.
  case other(Endpoint, said: String)
}
