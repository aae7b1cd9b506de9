internal import MailSettings

/// Refusals of the sender for whose address it is: `sender.not-owner`, `sender.unverified`,
/// `sender.blocked`.
extension Refusal {
  /// Whether the refusal concerns the sender: by its words, or at MAIL, where nobody else is named.
  var isAboutSender: Bool {
    subject == .sender
      || command == .mail
        && (subject == .unsaid || subject == .recipient && !says("recipient*|rcpt"))
  }

  /// The user who signed in may not send with this address.
  var senderNotOwner: Diagnosis? {
    guard isInMail, !says("recipient address rejected") else { return nil }
    let isClear = isEnhanced(7, 60) || isEnhanced(2, 252) || says(Vocabulary.clearlyNotOwner)
    let isSaid =
      (says(Vocabulary.notOwner)
        || isSignedIn && says("unknown sender ?address; sender ?address unknown"))
      && !says(Vocabulary.otherSenderFault) && !says(Vocabulary.signInWanted)
      && ![.recipient, .client, .helloName].contains(subject)
    return isClear || isSaid ? forcedSender : nil
  }

  /// The sender is refused without a reason: after a sign-in, the user may not send with this
  /// address.
  var senderRefused: Diagnosis? {
    guard isPermanent, isInMail, isAboutSender, !isContent else { return nil }
    let isDenied = says(
      """
      rejected|denied|refused|forbidden|prohibited|blocked|invalid|policy|unauthori*|illegal|syntax
      not .. allowed|permitted|accepted|authori*|acceptable|available|valid|taken; mailbox unavailable
      """)
    if isSignedIn, subject == .sender { return forcedSender }
    let isDeniedAbroad = says(Vocabulary.foreignNotAllowed) || says(Vocabulary.foreignDenied)
    guard isDenied || isDeniedAbroad || [530, 551, 552, 553].contains(code) else { return nil }
    if isSignedIn { return forcedSender }
    return subject == .sender || [551, 553].contains(code) ? blockedSender : nil
  }

  private var forcedSender: Diagnosis {
    let user = attempt.user.flatMap { $0.isEmpty ? nil : $0 }
    return diagnose(
      .senderNotOwner, .you,
      .sender(
        .notOwner(
          attempt.sender, user: user, isExchange: attempt.isOAuth || says("~sendasdenied"))),
      fixes: ownAddress + systemAddress)
  }

  /// Fixes that make the login the system address, where it is an address and not the sender
  /// already.
  var ownAddress: [Fix] {
    guard let user = attempt.user, user != attempt.sender, (try? MailAddress(typed: user)) != nil
    else { return [] }
    let mode = systemAddress.first?.changes ?? [:]
    let changes = [SettingKey.systemAddress: user].merging(mode) { old, _ in old }
    return [.change(.sendFrom(attempt.shownUser), changes)]
  }

  /// Fixes that send users' mails from the system address, where they go out with another one.
  private var systemAddress: [Fix] {
    switch attempt.senderMode {
    case .system: []
    case .user: [.change(.alwaysSendFromSystem, [.messageSender: "system"])]
    }
  }

  /// Whether the login may be a sender; sending services have keys and technical addresses as
  /// logins.
  private var isLoginOfDomain: Bool {
    guard let domain = attempt.senderDomain else { return false }
    return attempt.user?.lowercased().hasSuffix("@\(domain)") == true
  }

  var changeAddress: Fix {
    .open(.changeSystemAddress, FormPlace(.systemAddress, .systemAddress))
  }

  /// The provider sends only for addresses and domains that are verified as the account's.
  var unverifiedSender: Diagnosis? {
    let isSure = says("sending domain|identity ... not ?yet ?been verified|validated|confirmed")
    guard isInMail, says(Vocabulary.unverified), isSure || !says(Vocabulary.otherVerification),
      !isEnhanced(7, 26),
      ![.client, .helloName].contains(subject),
      subject != .recipient || isSignedIn && command == .message
    else { return nil }
    return diagnose(
      .senderUnverified, .provider, .sender(.unverified(attempt.sender)),
      fixes: isLoginOfDomain ? ownAddress : [changeAddress])
  }

  var senderBlocked: Diagnosis? {
    guard isInMail, says(Vocabulary.senderBlocked),
      subject == .sender || says("your email address")
        || isSignedIn && isAboutSender && !isContent
    else { return nil }
    return blockedSender
  }

  /// Whether the sender's domain is on a blocklist, rather than an account that was misused.
  private var isListedDomain: Bool { !isSignedIn && says("listed|list|blacklist*|dbl; ~dbl.") }

  var blockedSender: Diagnosis {
    diagnose(
      .senderBlocked, .provider,
      .sender(.blocked(attempt.sender, said: said, isListed: isListedDomain)))
  }
}
