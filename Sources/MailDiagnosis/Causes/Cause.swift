public import MailSettings

/// Why an attempt failed, as data: what was seen, without a word of any language.
///
/// The rules choose it; `Words/` alone makes its sentence and its advice. To add a diagnosis: a
/// case of ``Finding``, a case of a cause, the rule that gives it, and its words.
public indirect enum Cause: Equatable, Sendable {
  /// The server cannot be found, or does not answer.
  case reaching(ReachingCause)
  /// The banner or the answer to EHLO is missing or wrong, or refuses this machine.
  case greeting(GreetingCause)
  /// TLS does not begin.
  case encryption(EncryptionCause)
  /// The server's certificate is refused.
  case certificate(CertificateCause)
  /// Nobody could sign in.
  case signingIn(SigningInCause)
  /// Microsoft 365 or Exchange refuses the sign-in.
  case microsoft(MicrosoftCause)
  /// There is no access token for Microsoft Exchange, or the server does not take it.
  case exchange(ExchangeCause)
  /// The incoming mailbox server refuses.
  case mailbox(MailboxCause)
  /// The account at the provider may not send.
  case account(AccountCause)
  /// The sender is refused.
  case sender(SenderCause)
  /// The recipient is refused.
  case recipient(RecipientCause)
  /// The message is refused, or lost on the way.
  case message(MessageCause)
  /// The server has trouble of its own, or breaks the protocol.
  case server(ServerCause)
  /// This machine did not give what the attempt needs.
  case system(SystemShortage)
  /// The person cancelled.
  case cancelled
  /// No rule fits.
  case other(Endpoint, UnexplainedFailure)
}
