public import MailSettings

/// What another program cannot do, and so what an export cannot say.
public enum Shortfall: Equatable, Sendable {
  /// Mails do not go out by it, or not surely.
  case obstacle(Obstacle)
  /// Mails go out, but not all is as it was.
  case difference(Difference)

  /// Whether mails do not go out by it, or not surely.
  public var isFatal: Bool {
    switch self {
    case .obstacle: true
    case .difference: false
    }
  }
}

/// What keeps mails from going out by another program.
public enum Obstacle: Equatable, Sendable {
  /// Tokens of Microsoft Exchange are renewed by Postern alone.
  case exchange(ExchangeFlow)
  case incomingFirst
  /// TLS if available: it knows only with TLS or without.
  case opportunisticTLS
  case importedCertificate
  /// Certificates are followed up to a root, and what is imported is none.
  case importedAuthority
  /// Names in certificates are compared with names, never with an address.
  case certificateOfAddress
  case mechanism(String)
  case sourceAddress
  /// It listens there itself, and hands itself no mail.
  case ownPort
  /// It signs in with ASCII alone.
  case nonASCIISignIn
  /// Postern itself holds the password back.
  case clearTextPassword
  /// Without TLS it sends no password unless the mechanism is named.
  case clearTextMechanism
  case unwritable(UnwritableText)
}

/// What is other by another program, although its mails go out.
public enum Difference: Equatable, Sendable {
  case connectionLimit
  case helloName
  case encoding
  case displayName
  case aliases
  /// The password goes out in clear where the server offers no TLS.
  case unguardedPassword
  /// TLS if available does not look at the certificate.
  case unverifiedCertificate
  /// It tries the mechanisms in its own order.
  case mechanismOrder
  /// Whoever runs it has to be allowed to read the imported certificates.
  case certificateFile(String)
  /// The trust store counts for the whole of Java.
  case trustStoreOfJava(String)
  /// Spring's bundle of the trust store is new.
  case trustStoreOfSpring(String)
}

/// A text that a format has no way to write.
public enum UnwritableText: Equatable, Sendable {
  case control
  /// A line of more bytes than this.
  case longLine(Int)
  /// A colon in the user's name, which ends it.
  case colonInUser
  /// A blank at the end of the password.
  case finalBlank
  case braces
  /// `${`, which begins a name to be replaced.
  case placeholder
  /// `%U` and its like, which are replaced.
  case pattern
}

extension MailAccount {
  /// What no format can do about this account, and what none of them takes over.
  var commonShortfalls: [Shortfall] {
    var found: [Shortfall] = []
    if mayLeakPassword, endpoint.encryption == .none { found.append(.obstacle(.clearTextPassword)) }
    if [login?.user, secret, system.name?.text].contains(where: \.hasControls) {
      found.append(.obstacle(.unwritable(.control)))
    }
    return found
  }
}

extension String? {
  fileprivate var hasControls: Bool {
    self?.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ?? false
  }
}
