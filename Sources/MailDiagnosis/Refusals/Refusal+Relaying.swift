internal import MailSettings

/// Servers that take mails to others only from those they know: `auth.required`,
/// `auth.encryption-required`.
extension Refusal {
  /// Wanted before anything else, so it goes before what the server says of sign-in and sender.
  var encryptionRequired: Diagnosis? {
    guard !observation.isEncrypted, command == .auth || isInMail,
      isPermanent || says("starttls; tls|encryption .. required")
    else { return nil }
    let isUntold =
      code == 530 && [0, 7].contains { isEnhanced(7, $0) } && !says("auth*|log|login")
      && !says(Words.signInWanted)
    let isWeak = code == 504 && isEnhanced(5, 4) && command == .auth
    let isCode = [523, 538].contains(code) || [10, 11].contains { isEnhanced(7, $0) }
    guard isCode || isUntold || isWeak || says(Words.encryptionWanted), !says("starttls done")
    else { return nil }
    return diagnose(
      .authEncryptionRequired, .you,
      "The server at \(attempt.place) wants encryption before anything else.",
      ["Use TLS, or SSL on port \(attempt.service.sslPort)."],
      fixes: observation.foundWays.isEmpty ? observation.tlsHere : observation.foundWays)
  }

  /// A mail server takes mails from strangers for its own addresses only. Postfix says so with 454
  /// too (`defer_unauth_destination`).
  var relaying: Diagnosis? {
    guard isInMail || command == .hello, !isContent || says(Words.relay), !says("~resolver.rst")
    else { return nil }
    let isRelay = says(Words.relay) || isEnhanced(7, 54) || isEnhanced(7, 64)
    let isCode = isEnhanced(7, 57) || code == 530 && !isSignedIn || code == 535
    let isSpokenOf =
      !attempt.signsIn && subject != .recipient && !isContent && says(Words.signInMention)
    let wantsSignIn = isCode || says(Words.signInWanted) || isSpokenOf
    guard isRelay || wantsSignIn else { return nil }
    switch attempt.mode {
    case .incomingFirst: return windowClosed
    case .none where !attempt.isOAuth: return signInRequired
    case .none, .password, .incoming: return wantsSignIn ? signInNotCounted : relayRefused
    }
  }

  /// "Access denied" and "Client host rejected" to a stranger, where a sign-in is offered. A
  /// refusal of the recipient is another thing, and so is a blocklist: both would refuse everybody.
  var strangerDenied: Diagnosis? {
    guard isInMail || command == .hello, isPermanent || subject == .client, subject != .recipient,
      !isContent, says(Words.denied) || says(Words.foreignDenied) || says(Words.foreignNotAllowed)
    else { return nil }
    if attempt.mode == .incomingFirst { return windowClosed }
    return offersSignIn ? signInRequired : nil
  }

  var signInRequired: Diagnosis {
    diagnose(
      .authRequired, .you,
      "The server at \(attempt.place) takes mails from strangers only after a sign-in: \(quoted).",
      [
        "Turn authentication on, with the user name and password of the mailbox.",
        "Or ask the server's administrator to let this machine send without.",
      ],
      fixes: [signInFix])
  }

  private var signInNotCounted: Diagnosis {
    diagnose(
      .authRequired, .serverAdministrator,
      "The server at \(attempt.place) wants a sign-in although one is set up.",
      [
        "Look into the transcript whether the sign-in took place.",
        "If it did, ask the server's administrator why it does not count: the log says it.",
      ])
  }

  private var relayRefused: Diagnosis? {
    guard command == .recipient else { return nil }
    return diagnose(
      .recipientRefused, .serverAdministrator,
      "The server \(attempt.shownHost) does not relay from \(attempt.shownSender) to \(attempt.shownRecipient).",
      ["Ask its administrator what the account \(attempt.shownUser) may send."])
  }

  var windowClosed: Diagnosis {
    diagnose(
      .incomingWindow, .serverAdministrator,
      "The mailbox's sign-in went well, and yet \(attempt.shownHost) does not take the mail.",
      [
        "The server saw two different addresses of this machine, or the time after sign-in is over.",
        "Write server names that lead to the same kind of address, IPv4 or IPv6, for both servers.",
        "Ask the administrator whether signing in at the mailbox first is still supported.",
      ])
  }
}
