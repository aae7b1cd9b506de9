internal import MailSettings

/// Whose address the sender is: `sender.not-owner`, `sender.unverified`, `sender.blocked`.
extension Refusal {
  /// Whether the sender is what it is about: by the words, or at MAIL, where nobody else can be.
  var isAboutSender: Bool {
    subject == .sender
      || command == .mail
        && (subject == .unsaid || subject == .recipient && !says("recipient*|rcpt"))
  }

  /// Somebody who signed in may not send with this sender.
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

  /// The same where the words only deny: after a sign-in it is about the sender's rights.
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

  /// The login as system address, where it is an address and not the sender already.
  var ownAddress: [Fix] {
    guard let user = attempt.user, user != attempt.sender, (try? MailAddress(typed: user)) != nil
    else { return [] }
    let mode = systemAddress.first?.changes ?? [:]
    let changes = [SettingKey.systemAddress: user].merging(mode) { old, _ in old }
    return [.change(.sendFrom(attempt.shownUser), changes)]
  }

  /// The system address as sender, where users' mails go out with another one.
  private var systemAddress: [Fix] {
    switch attempt.senderMode {
    case .system: []
    case .user: [.change(.alwaysSendFromSystem, [.messageSender: "system"])]
    }
  }

  /// Sending services have keys and technical addresses as logins, from which nobody can send.
  private var isLoginOfDomain: Bool {
    guard let domain = attempt.senderDomain else { return false }
    return attempt.user?.lowercased().hasSuffix("@\(domain)") == true
  }

  var changeAddress: Fix {
    .open(.changeSystemAddress, FormPlace(.systemAddress, .systemAddress))
  }

  /// The provider sends only for addresses and domains that were proved to belong to the account.
  var unverifiedSender: Diagnosis? {
    guard isInMail, says(Vocabulary.unverified), !says(Vocabulary.otherVerification),
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

  /// A domain on a list is no account that was misused.
  private var isListedDomain: Bool { !isSignedIn && says("listed|list|blacklist*|dbl; ~dbl.") }

  var blockedSender: Diagnosis {
    diagnose(
      .senderBlocked, .provider,
      .sender(.blocked(attempt.sender, said: said, isListed: isListedDomain)))
  }
}
