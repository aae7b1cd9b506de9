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
  /// The connection was refused (ECONNREFUSED), or there is no route to the host.
  case refused(errno: Int32)
  /// The server did not answer in time.
  case timedOut
  /// The server closed the connection.
  case closed
  /// The connection was reset (ECONNRESET).
  case reset
  /// The first line is not of a mail protocol; the payload is that line, free of control
  /// characters.
  case wrongService(String)
  /// A later line is not a reply (``ReplyParser/Item/malformed(_:)``); the payload is that line.
  case malformed(String)
  /// A reply came without a command, or one that the command cannot have; the payload is its text.
  case outOfStep(String)
  /// A line or reply that is longer than any server's.
  case endless
  /// STARTTLS was asked for but not offered.
  case noSTARTTLS
  /// Without TLS, by the settings or the server, the password would have been sent in clear.
  case clearTextPassword
  /// TLS failed; OpenSSL's packed error code (ERR_get_error(3)) and its text.
  case tls(code: UInt, text: String)
  /// The certificate was refused; the faults are in ``Observation/certificate``.
  case certificate
  /// More plain text came behind the reply to STARTTLS: an injection as in CVE-2021-22947.
  case injection
  /// Credentials are set, but the server does not offer AUTH.
  case noAuthentication
  /// Server and Postern have no mechanism in common; the payload is what the server offers.
  case noMechanism([String])
  /// GSSAPI was tried without a Kerberos ticket.
  case kerberos
  /// The address needs SMTPUTF8 and the server does not offer it.
  case noSMTPUTF8
  /// The message is larger than the server's SIZE limit, in octets (RFC 1870).
  case tooLarge(limit: Int)
  /// After the final dot the connection was lost, time ran out, or the answer was none.
  case unknownOutcome
  /// Display name, subject or body cannot be written in the chosen encoding; the payload are the
  /// characters that it lacks.
  case unencodable([String])
  /// The password command failed.
  case passwordCommand(CommandFailure)
  /// The password command was not run, since others could have written it; the payload says how to
  /// mend that.
  case commandExposed(ForeignError)
  /// No account is linked to Microsoft Exchange.
  case notLinked
  /// There is no access token for Microsoft Exchange; the payload says why.
  case token(TokenFailure)
  /// This machine lacks something that the attempt needs; nothing is known of the server.
  case system(SystemShortage)
  /// The person cancelled.
  case cancelled
  /// Anything else.
  case other(UnexplainedFailure)
}

/// Why a host name has no address (getaddrinfo(3)).
public enum ResolveFailure: Equatable, Sendable {
  /// There is no such name (EAI_NONAME).
  case noSuchHost
  /// The name exists but has no address (EAI_NODATA).
  case noAddress
  /// The host has only IPv4 addresses and the source address is IPv6, or the other way round.
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
  /// It did not end within this many seconds; nil where the attempt's own deadline came first.
  case tooSlow(seconds: Int64?)
  /// It printed more than this many octets.
  case tooMuchOutput(limit: Int)
  /// It ended with a status other than 0; `errors` is its standard error without the password.
  case status(Int32, errors: String)
  /// A signal ended it; `errors` is its standard error without the password.
  case signal(Int32, errors: String)
  /// The first line of its output is empty.
  case emptyLine
  /// The first line of its output is not UTF-8.
  case notUTF8
}

/// What ended an attempt that no rule explains.
public enum UnexplainedFailure: Equatable, Sendable {
  /// A system call failed; its error number.
  case system(errno: Int32)
  /// OpenSSL gives nothing to connect with.
  case noTLSClient
  /// The server's side of a SASL mechanism was not as its standard says.
  case sasl(SASLFailure)
  /// POP3's USER and PASS take one line each; the user name or the password has several.
  case severalLines
}

/// How the server's side of a SASL mechanism departs from its standard.
public enum SASLFailure: Error, Equatable, Sendable {
  case wrongChallenge(mechanism: String, standard: String)
  /// What should prove that the server knows the password does not.
  case wrongProof
  /// The server proves nothing.
  case noProof
}
