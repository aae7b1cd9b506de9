/// Which cause goes before which.
extension Refusal {
  private typealias Rule = @Sendable (Refusal) -> Diagnosis?

  /// The cause of the refusal: the first rule that fits.
  var diagnosis: Diagnosis {
    let groups = [
      Self.opening, Self.account, Self.signingIn, Self.bounds, Self.sender, Self.client, Self.relay,
      Self.recipient, Self.rest,
    ]
    return groups.joined().lazy.compactMap { $0(self) }.first ?? unknown
  }

  /// What a server says about the connection itself means the same at every command.
  private static let opening: [Rule] = [
    { $0.noClientCertificate },
    { $0.startTLS },
    { $0.tlsVersion },
    { $0.encryptionRequired },
    // Microsoft's own codes say exactly what is meant, in words that would mislead the rules below.
    { $0.tokenRefusal },
    { $0.microsoftSignIn },
    // So do the codes and names of standards.
    { $0.smtputf8 },
    { $0.spf },
    { $0.isReverseSaid ? $0.reverseName : nil },
    { $0.microsoftBlocked },
  ]

  /// The account's state goes before all that looks like its consequence: a used-up plan is said
  /// with 451 as if it were temporary, a missing activation with 502 as if the command were
  /// unknown.
  private static let account: [Rule] = [
    // "Account locked, too many failed logins" passes by itself; a blocked account does not.
    { $0.tooManySignIns },
    // QQ's sentence names all causes at once, the account among them.
    { $0.applicationPassword },
    // "Not permitted to send as" and "not allowed to send: unverified" are about the sender, not
    // the account.
    { $0.senderNotOwner },
    { $0.addressNotAuthorised },
    { $0.accountQuota },
    { $0.accountBlocked },
    { $0.accountPermission },
    { $0.accountNotActivated },
    { $0.unverifiedSender },
  ]

  /// Nothing but a sign-in is refused at AUTH, so this group ends with a cause for every reply
  /// there.
  private static let signingIn: [Rule] = [
    { $0.limitAtSignIn },
    { $0.signIn },
  ]

  /// Sizes before rates ("message size limit exceeded"), full mailboxes before rates ("quota
  /// exceeded").
  private static let bounds: [Rule] = [
    { $0.tooManyAtOpening },
    // An address that is blocked for good, "for too many messages".
    { $0.isPermanent ? $0.clientBlocked : nil },
    { $0.messageSize },
    { $0.mailboxFull },
    // Greylisting often gives a time to wait, as limits do.
    { $0.greylisted },
    // "Too many complaints about your IP" is no rate.
    { $0.strangersAddress },
    { $0.rateLimit },
  ]

  /// Servers delay what they think of the sender to RCPT or even to the final dot.
  private static let sender: [Rule] = [
    { $0.senderIncomplete },
    { $0.senderDomain },
    { $0.senderMailboxUnknown },
    { $0.senderBlocked },
  ]

  /// So they do with the client: its name in EHLO, its address's name, its address.
  private static let client: [Rule] = [
    { $0.helloName },
    { $0.reverseName },
    { $0.clientBlocked },
    { $0.hello },
    { $0.greeting },
  ]

  /// Access denied to strangers means that a sign-in is wanted.
  private static let relay: [Rule] = [
    { $0.relaying },
    { $0.strangerDenied },
    { $0.clientDenied },
  ]

  /// Only what names the recipient, or nobody else, is about the recipient.
  private static let recipient: [Rule] = [
    { $0.recipientUnknown },
    { $0.contentDeferred },
    { $0.temporary },
    { $0.senderRefused },
    { $0.contentRejected },
    { $0.recipientRefused },
  ]

  private static let rest: [Rule] = [
    { $0.messageRejected }
  ]
}
