public import MailSettings

/// What another program cannot do, and so what an export cannot say.
public enum Shortfall: Equatable, Sendable {
  /// The program cannot send mails, or not reliably.
  case obstacle(Obstacle)
  /// The program sends mails, but does something differently.
  case difference(Difference)

  /// Whether the program cannot send mails, or not reliably.
  public var isFatal: Bool {
    switch self {
    case .obstacle: true
    case .difference: false
    }
  }
}

/// What keeps another program from sending mails.
public enum Obstacle: Equatable, Sendable {
  /// Tokens of Microsoft Exchange are renewed by Postern alone.
  case exchange(ExchangeFlow)
  case incomingFirst
  /// TLS if available, where the program only knows TLS required or none.
  case opportunisticTLS
  case importedCertificate
  /// The program verifies certificates up to a root, and the imported one is none.
  case importedAuthority
  /// The program cannot verify the certificate of a server that is given by its IP address.
  case certificateOfAddress
  case mechanism(String)
  case sourceAddress
  /// The server is this machine's port 25, where the program itself listens.
  case ownPort
  /// The program can sign in with ASCII only.
  case nonASCIISignIn
  /// The password would go out without TLS, which Postern itself refuses.
  case clearTextPassword
  /// Without TLS the program sends no password unless the mechanism is named.
  case clearTextMechanism
  case unwritable(UnwritableText)
}

/// What another program does differently, although it sends mails.
public enum Difference: Equatable, Sendable {
  case connectionLimit
  case helloName
  case encoding
  case displayName
  case aliases
  /// The program sends the password in clear where the server offers no TLS.
  case unguardedPassword
  /// With TLS if available the program does not verify the certificate.
  case unverifiedCertificate
  /// The program tries the mechanisms in its own order.
  case mechanismOrder
  /// The user that the program runs as has to be able to read this file of certificates.
  case certificateFile(String)
  /// The trust store applies to all of the Java program.
  case trustStoreOfJava(String)
  /// The trust store's bundle needs Spring Boot 3.4.
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
  /// The shortfalls that all programs have for this account.
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
