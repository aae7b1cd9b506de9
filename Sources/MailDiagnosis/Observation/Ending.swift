public import MailDialogue
public import MailSettings
public import SystemAccess

/// How an attempt ended.
public enum Ending: Equatable, Sendable {
  /// The SMTP server refused with this reply.
  case reply(Reply)
  /// An IMAP or POP3 server refused with this line.
  case line(String)
  /// The host has no address; the payload says why.
  case unresolved(ResolveFailure)
  /// Nobody listens at the port (ECONNREFUSED), or there is no way there.
  case refused(errno: Int32)
  /// Nothing came in time.
  case timedOut
  /// The server closed the connection in order.
  case closed
  /// The connection was reset.
  case reset
  /// What came is no mail protocol; the payload is the first line, free of control characters.
  case wrongService(String)
  /// A later line was no reply at all (``ReplyParser/Item/malformed(_:)``); the payload is that
  /// line.
  case malformed(String)
  /// Something came that nothing had been asked for, or a reply that the command cannot have; its
  /// text.
  case outOfStep(String)
  /// A line or reply beyond any bound.
  case endless
  /// STARTTLS was asked for but not offered.
  case noSTARTTLS
  /// No TLS by the settings or by the server, and a password would have gone out in clear.
  case clearTextPassword
  /// TLS failed: OpenSSL's packed error code (`ERR_get_error`) and its text.
  case tls(code: UInt, text: String)
  /// The certificate was refused; the faults are in ``Observation/certificate``.
  case certificate
  /// More bytes came after the reply to STARTTLS (CVE-2021-22947 class).
  case injection
  /// Credentials are set, and the server offers no AUTH at all.
  case noAuthentication
  /// No mechanism that both sides can; the payload is what the server offers.
  case noMechanism([String])
  /// GSSAPI was tried and there is no ticket.
  case kerberos
  /// The address needs SMTPUTF8 and the server does not offer it.
  case noSMTPUTF8
  /// The message is larger than the SIZE that the server announced, in octets.
  case tooLarge(limit: Int)
  /// The connection was lost, or time ran out, after the final dot.
  case unknownOutcome
  /// The display name, subject or body does not fit in the chosen encoding; the characters that do
  /// not.
  case unencodable([String])
  /// The password command failed.
  case passwordCommand(CommandFailure)
  /// The password command was not run, since others could have written it; the error's words say
  /// how to mend that.
  case commandExposed(ForeignError)
  /// Microsoft Exchange without an account that is linked.
  case notLinked
  /// There is no access token for Microsoft Exchange; the payload says why.
  case token(TokenFailure)
  /// This machine did not give what the attempt needs; nothing is known of the server.
  case system(SystemShortage)
  /// The person cancelled.
  case cancelled
  /// Anything else; the payload is the library's own text.
  case other(String)
}

/// Why a host name has no address (getaddrinfo).
public enum ResolveFailure: Equatable, Sendable {
  /// There is no such name (EAI_NONAME).
  case noSuchHost
  /// The name exists but has no address (EAI_NODATA).
  case noAddress
  /// There are addresses, and none that can be reached from the source address: they are of the
  /// other family.
  case noAddressFor(SourceAddress)
  /// The resolver did not answer (EAI_AGAIN).
  case resolverDown
  /// Anything else; getaddrinfo's own text.
  case other(String)
}

/// How a password command failed.
public enum CommandFailure: Equatable, Sendable {
  /// It could not be started.
  case notStarted(errno: Int32)
  /// It did not end within so many seconds; nil where the attempt's own time was shorter.
  case tooSlow(seconds: Int64?)
  /// It printed more than so many octets.
  case tooMuchOutput(limit: Int)
  /// It ended with a status other than 0; what it said on standard error, the password left out.
  case status(Int32, errors: String)
  /// A signal ended it.
  case signal(Int32, errors: String)
  /// The first line of its output is empty.
  case emptyLine
  /// The first line of its output is not UTF-8.
  case notUTF8
}
