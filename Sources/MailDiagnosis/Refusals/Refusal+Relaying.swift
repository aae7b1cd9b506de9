internal import MailSettings

/// Refusals by servers that relay only for known clients: `auth.required`,
/// `auth.encryption-required`.
extension Refusal {
  /// TLS is wanted first, before what the same reply may say of sign-in and sender.
  var encryptionRequired: Diagnosis? {
    guard !observation.isEncrypted, command == .auth || isInMail,
      isPermanent || says("starttls; tls|encryption .. required")
    else { return nil }
    let isUntold =
      code == 530 && [0, 7].contains { isEnhanced(7, $0) } && !says("auth*|log|login")
      && !says(Vocabulary.signInWanted)
    let isWeak = code == 504 && isEnhanced(5, 4) && command == .auth
    let isCode = [523, 538].contains(code) || [10, 11].contains { isEnhanced(7, $0) }
    guard isCode || isUntold || isWeak || says(Vocabulary.encryptionWanted), !says("starttls done")
    else { return nil }
    return diagnose(
      .authEncryptionRequired, .you, .encryption(.required(endpoint)),
      fixes: observation.foundWays.isEmpty ? observation.tlsHere : observation.foundWays)
  }

  /// Without a sign-in a mail server accepts mail for its own addresses only. Postfix also says so
  /// with 454 (`defer_unauth_destination`).
  var relaying: Diagnosis? {
    guard isInMail || command == .hello, !isContent || says(Vocabulary.relay) || isDirectSend,
      !isClosedToStrangers
    else { return nil }
    let isRelay = says(Vocabulary.relay) || isEnhanced(7, 54) || isDirectSend
    let isCode = isEnhanced(7, 57) || code == 530 && !isSignedIn || code == 535
    let isSpokenOf =
      !attempt.signsIn && subject != .recipient && !isContent && says(Vocabulary.signInMention)
    let wantsSignIn = isCode || says(Vocabulary.signInWanted) || isSpokenOf
    guard isRelay || wantsSignIn else { return nil }
    switch attempt.mode {
    case .incomingFirst: return windowClosed
    case .none where !attempt.isOAuth: return signInRequired
    case .none, .password, .incoming: return wantsSignIn ? signInNotCounted : relayRefused
    }
  }

  /// Whether an Exchange recipient takes mail from its own organization alone, however the sender
  /// has signed in.
  var isClosedToStrangers: Bool {
    isEnhanced(7, 12) || isEnhanced(7, 133) || isEnhanced(7, 134) || says("~resolver.rst")
  }

  /// Microsoft 365 accepts mail for its own mailboxes ("direct send") only from known addresses.
  private var isDirectSend: Bool { isEnhanced(7, 64) || isEnhanced(7, 68) }

  /// "Access denied" or "Client host rejected" without a sign-in, where one is offered. A refusal
  /// of the recipient or by a blocklist is another matter.
  var strangerDenied: Diagnosis? {
    guard isInMail || command == .hello, isPermanent || subject == .client, subject != .recipient,
      !isContent,
      says(Vocabulary.denied) || says(Vocabulary.foreignDenied)
        || says(Vocabulary.foreignNotAllowed)
    else { return nil }
    if attempt.mode == .incomingFirst { return windowClosed }
    return offersSignIn ? signInRequired : nil
  }

  var signInRequired: Diagnosis {
    diagnose(
      .authRequired, .you, .signingIn(.required(endpoint, said: said)), fixes: [signInFix])
  }

  private var signInNotCounted: Diagnosis {
    diagnose(.authRequired, .serverAdministrator, .signingIn(.notCounted(endpoint)))
  }

  private var relayRefused: Diagnosis? {
    guard command == .recipient else { return nil }
    return diagnose(
      .recipientRefused, .serverAdministrator,
      .recipient(
        .notRelayed(
          attempt.recipient, endpoint, sender: attempt.sender, user: attempt.user)))
  }

  var windowClosed: Diagnosis {
    diagnose(.incomingWindow, .serverAdministrator, .mailbox(.windowClosed(endpoint)))
  }
}
