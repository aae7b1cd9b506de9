/// What a server announces, offers and allows.
public struct SubmissionPolicy: Equatable, Sendable {
  /// The name in the greeting and in the reply to EHLO, such as `practice.localhost`.
  public var serverName: String
  /// The software that the greeting names, such as `Postern practice server`.
  public var software: String
  /// The first line of the reply to HELP.
  public var help: String
  /// Whether AUTH PLAIN and LOGIN are offered, and any user name and password taken.
  ///
  /// Some programs insist on signing in. The passwords are dropped unread.
  public var takesAnyPassword: Bool
  /// Whether addresses may be names without a domain, which the owner then resolves.
  public var takesLocalNames: Bool
  /// Whether STARTTLS is offered; the owner has to do the handshake.
  public var offersTLS: Bool
  /// The bounds of a session.
  public var limits: SubmissionLimits

  /// A policy that, by default, takes any password and offers no TLS.
  public init(
    serverName: String, software: String, help: String, takesAnyPassword: Bool = true,
    takesLocalNames: Bool = false, offersTLS: Bool = false,
    limits: SubmissionLimits = SubmissionLimits()
  ) {
    self.serverName = serverName
    self.software = software
    self.help = help
    self.takesAnyPassword = takesAnyPassword
    self.takesLocalNames = takesLocalNames
    self.offersTLS = offersTLS
    self.limits = limits
  }
}

/// The bounds that keep a misbehaving client from using up memory or time.
public struct SubmissionLimits: Equatable, Sendable {
  /// Bytes of a command line, its line ending included (RFC 5321 section 4.5.3.1.4 asks for 512).
  public var commandLine = 4_096
  /// Bytes of a message, announced as SIZE (RFC 1870).
  public var message = 50 * 1_024 * 1_024
  /// Recipients of one mail (RFC 5321 section 4.5.3.1.8 asks for at least 100).
  public var recipients = 1_000
  /// Commands refused by the session itself after which it ends.
  ///
  /// What the owner refuses does not count: a mail may have many unknown recipients.
  public var refusals = 100

  /// The usual bounds.
  public init() {}
}
