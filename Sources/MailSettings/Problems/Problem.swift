/// What is wrong with a text that a person typed, or with a set-up as a whole.
///
/// The words are in `Problem+Sentence.swift` alone, so that the wizard and the commands use the
/// same.
public enum Problem: Error, Equatable, Sendable {
  /// A field is empty that needs a value.
  case missing(FieldKey)
  /// The text holds a control character (CR, LF, NUL …), which could inject a header or a command.
  case controlCharacter
  /// Longer than the standard allows; the payload is the limit in octets.
  case tooLong(Int)
  /// Not a whole number, or not one from 1 to 65535.
  case notAPort(String)
  /// Not a whole number that is at least 1.
  case notALimit(String)
  /// A host name with a URL's scheme, a path or a port in it.
  case hostWithMore(String)
  /// Not a host name by RFC 1123; the payload says what is wrong with it.
  case notAHostName(String, HostNameFault)
  /// Not an IPv4 or IPv6 address.
  case notAnIPAddress(String)
  /// Not a mailbox by RFC 5321; the payload says what is wrong with it.
  case notAnAddress(String, MailAddressFault)
  /// The system's iconv has no such character set.
  case unknownEncoding(String)
  /// Not one of the values that the key can take.
  case notAChoice(String, of: [String])
  /// Not an https URL without user, query and fragment.
  case notAURL(String)
  /// An address that is reached without encryption.
  case notHTTPS(String)
  /// Not a day of the calendar as `2027-05-31`.
  case notADay(String)
  /// Not an absolute path.
  case notAnAbsolutePath(String)
  /// Not a time such as `2d`, from an hour to 30 days.
  case notAWaitingTime(String)
  /// Not an address with a port to listen on.
  case notAListeningAddress(String)
  /// An address that other machines reach.
  case notLoopback(String)
  /// Neither the name nor the number of a user.
  case notAUser(String)
  /// A word for many directories, where the application has to name its own.
  case sharedTenant(String)
  /// The directory's id stands where the application's belongs.
  case tenantAsApplication
  /// An application that signs in by itself has neither a client secret nor a certificate.
  case noClientCredential
  /// Not an identifier that Microsoft Entra ID hands out.
  case notAnIdentifier(String, ExchangeIdentifier)
  /// A SASL mechanism's name has other characters than RFC 4422 section 3.1 allows.
  case notAMechanism(String)
  /// A password is needed and none is stored, typed or given by a command.
  case noPassword(user: String)
  /// The stored password was given for another host, and is not sent elsewhere unasked.
  case passwordForOtherHost(given: String, now: String)
}

/// What Microsoft Entra ID hands out for an application.
public enum ExchangeIdentifier: Equatable, Sendable {
  case tenant
  case application
  case scopes
}

/// Why a text is not a host name.
public enum HostNameFault: Equatable, Sendable {
  case space
  case emptyLabel
  case longLabel
  case longName
  case hyphen
  case character(Character)
  case numericTop
  case notIPv4
  case notIPv6
  case notInternational
}

/// Why a text is not a mail address.
public enum MailAddressFault: Equatable, Sendable {
  case noAt
  case noLocalPart
  case noDomain
  case longLocalPart
  case dots
  case character(Character)
  case openQuote
  case displayName
  case domain(HostNameFault)
  case literal
}
