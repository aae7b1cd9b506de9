/// The order in which the rules are asked.
extension Refusal {
  private typealias Rule = @Sendable (Refusal) -> Diagnosis?

  /// The diagnosis by the first rule that fits.
  var diagnosis: Diagnosis {
    let groups = [
      Self.opening, Self.account, Self.signingIn, Self.bounds, Self.sender, Self.client, Self.relay,
      Self.recipient, Self.rest,
    ]
    return groups.joined().lazy.compactMap { $0(self) }.first ?? unknown
  }

  /// What concerns the connection itself means the same at every command.
  private static let opening: [Rule] = [
    { $0.noClientCertificate },
    { $0.startTLS },
    { $0.tlsVersion },
    { $0.encryptionRequired },
    // Microsoft's own codes are exact, but their words would mislead the rules below.
    { $0.tokenRefusal },
    { $0.microsoftSignIn },
    // The codes and names of standards are exact too.
    { $0.smtputf8 },
    { $0.spf },
    { $0.isReverseSaid ? $0.reverseName : nil },
    { $0.microsoftBlocked },
  ]

  /// The account's state comes first, since servers report it with misleading codes: a used-up plan
  /// with 451 as if it were temporary, a missing activation with 502 as if the command were
  /// unknown.
  private static let account: [Rule] = [
    // "Account locked, too many failed logins" passes by itself; a blocked account does not.
    { $0.tooManySignIns },
    // QQ's sentence names all causes at once, the account among them.
    { $0.applicationPassword },
    // "Not permitted to send as" and "not allowed to send: unverified" concern the sender, not the
    // account.
    { $0.senderNotOwner },
    { $0.addressNotAuthorised },
    { $0.accountQuota },
    { $0.accountBlocked },
    { $0.accountPermission },
    { $0.accountNotActivated },
    { $0.unverifiedSender },
  ]

  /// At AUTH only the sign-in can be refused, so the last rule here fits every reply to it.
  private static let signingIn: [Rule] = [
    { $0.limitAtSignIn },
    { $0.signIn },
  ]

  /// Limits: sizes before rates ("message size limit exceeded"), full mailboxes before rates
  /// ("quota exceeded").
  private static let bounds: [Rule] = [
    { $0.tooManyAtOpening },
    // An address that is blocked for good "for too many messages" is no rate limit.
    { $0.isPermanent ? $0.clientBlocked : nil },
    { $0.messageSize },
    { $0.mailboxFull },
    // Greylisting often names a time to wait, as rate limits do.
    { $0.greylisted },
    // "Too many complaints about your IP" is no rate limit.
    { $0.strangersAddress },
    { $0.rateLimit },
  ]

  /// Servers delay their refusal of a sender until RCPT or even the final dot.
  private static let sender: [Rule] = [
    { $0.senderIncomplete },
    { $0.senderDomain },
    { $0.senderMailboxUnknown },
    { $0.senderBlocked },
  ]

  /// They also delay their refusal of the client: of its name in EHLO, its reverse name, its
  /// address.
  private static let client: [Rule] = [
    { $0.helloName },
    { $0.reverseName },
    { $0.clientBlocked },
    { $0.hello },
    { $0.greeting },
  ]

  /// "Access denied" without a sign-in means that one is wanted.
  private static let relay: [Rule] = [
    { $0.isClosedToStrangers ? $0.recipientRefused : nil },
    { $0.relaying },
    { $0.strangerDenied },
    { $0.clientDenied },
  ]

  /// What names the recipient, or nobody at all, concerns the recipient.
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
