internal import MailSettings

/// Refusals of a sign-in: `auth.*`.
extension Refusal {
  private var isSignIn: Bool { command == .auth || [534, 535, 538].contains(code) }

  var tooManySignIns: Diagnosis? {
    guard isSignIn,
      text.has([
        "too many login", "too many auth", "too many failed", "too many bad", "too many invalid",
        "too many attempts", "login attempts", "too many unsuccessful", "too many errors",
      ])
    else { return nil }
    return diagnose(
      .authTooMany, .you,
      "The server \(attempt.shownHost) has seen too many attempts to sign in as \(attempt.shownUser).",
      [
        "Wait some minutes, for some providers an hour, before the next attempt.",
        "Meanwhile check the password, so that the next attempt is the last one.",
      ])
  }

  private static let encryptionWords: Phrases = [
    "starttls", "must use tls", "requires tls", "tls required", "tls is required",
    "encryption required", "encryption is required", "require encryption", "requires encryption",
    "encrypted connection", "secure connection", "use ssl", "ssl required", "requires ssl",
    "plaintext auth", "confidentiality", "tls connection", "unencrypted",
  ]

  var encryptionRequired: Diagnosis? {
    guard !observation.isEncrypted, isPermanent || text.has(["starttls is required"]) else {
      return nil
    }
    let isUntold = code == 530 && isEnhanced(7, 0) && !text.has(["auth", "log in", "login"])
    let isWeak = code == 504 && isEnhanced(5, 4) && command == .auth
    let isStage = command == .auth || command == .mail || command == .recipient
    guard code == 538 || isUntold || isWeak || isStage && text.has(Self.encryptionWords)
    else { return nil }
    return diagnose(
      .authEncryptionRequired, .you,
      "The server at \(attempt.place) wants encryption before anything else.",
      ["Use TLS, or SSL on port \(attempt.service.sslPort)."],
      fixes: observation.foundWays.isEmpty ? observation.tlsHere : observation.foundWays)
  }

  private static let applicationWords: Phrases = [
    "application-specific", "application specific", "app-specific", "app specific", "app password",
    "apppassword", "application password", "badcredentials", "authorization code",
    "web login required", "via your web browser", "invalidsecondfactor",
  ]

  var applicationPassword: Diagnosis? {
    guard isSignIn, text.has(Self.applicationWords) || code == 534 && !isTooWeak else {
      return nil
    }
    return diagnose(
      .authAppPassword, .you,
      "The server \(attempt.shownHost) does not take the account's ordinary password from programs.",
      [
        "Make an application password in the account's security settings, and use it here.",
        provider?.hint ?? "Providers without application passwords want a sign-in with OAuth.",
      ], fixes: [attempt.typeNewPassword])
  }

  /// What 534 means by RFC 4954; providers use it for application passwords.
  private var isTooWeak: Bool { text.has(["mechanism is too weak", "mechanism too weak"]) }

  private var provider: MailProvider? { MailProvider(attempt.host) }

  var signIn: Diagnosis? {
    guard isSignIn else { return nil }
    if isTransient { return isAboutSigningIn ? laterSignIn : temporary }
    switch code {
    case 500, 502, 503: return observation.signInNotOffered
    case 504, 534: return observation.noMechanism(observation.mechanisms)
    case 535: return rejected
    default:
      let isAboutSignIn = text.has([
        "authenticat", "password", "credential", "login", "log in", "username", "user name",
        "user unknown", "user not found",
      ])
      return isAboutSignIn ? rejected : nil
    }
  }

  private var isAboutSigningIn: Bool {
    [432, 435, 454].contains(code) || reply.enhanced?.subject == 7 || text.has(["authent"])
  }

  private var laterSignIn: Diagnosis {
    diagnose(
      .authTemporary, .serverAdministrator,
      "The sign-in of \(attempt.shownHost) does not work now; the password may be right.",
      ["Try again later.", "If it lasts, ask the server's administrator."])
  }

  private var rejected: Diagnosis {
    let lockout = "Do not try many times: servers lock an account after some failures."
    if attempt.isOAuth {
      return diagnose(
        .authRejected, .you,
        "The server \(attempt.shownHost) did not take the token for \(attempt.shownUser).",
        ["Sign in again with the account whose mailbox sends.", lockout],
        fixes: [Fix("Sign in again", [:], section: "exchange")])
    }
    return diagnose(
      .authRejected, .you,
      "The server \(attempt.shownHost) refused user \(attempt.shownUser) or the password.",
      [provider?.hint].compactMap(\.self) + [
        "Check user name and password; many servers want the whole address as user name.", lockout,
      ], fixes: fullAddress)
  }

  /// The user name with the sender's domain, where it has none.
  private var fullAddress: [Fix] {
    guard let user = attempt.user, !user.contains("@"), let key = attempt.userKey,
      let domain = attempt.senderDomain, (try? MailAddress(typed: "\(user)@\(domain)")) != nil
    else { return [] }
    return [
      Fix("Sign in as \("\(user)@\(domain)".printable(limit: 60))", [key: "\(user)@\(domain)"])
    ]
  }

  private static let relayWords: Phrases = [
    "relay access denied", "relaying denied", "relay denied", "relay not permitted",
    "relaying not", "relaying is not", "relaying prohibited", "relay prohibited",
    "relay is prohibited", "unable to relay", "cannot relay", "not permitted to relay",
    "not allowed to relay", "do not relay", "relay not allowed", "no relaying",
    "allowed rcpthosts", "relaying to", "relay from",
  ]

  private static let signInWords: Phrases = [
    "authentication required", "authentication is required", "requires authentication",
    "not authenticated", "must authenticate", "must be authenticated", "authenticate first",
    "auth first", "not logged in", "log in first", "login first", "must log in", "must login",
    "smtp auth", "need auth", "authorization required", "please authenticate",
    "authenticated first",
  ]

  /// A mail server takes mails from strangers for its own addresses only. Postfix says so with 454 too
  /// (`defer_unauth_destination`).
  var relaying: Diagnosis? {
    guard isPermanent || code == 454, [.mail, .recipient, .message].contains(command) else {
      return nil
    }
    let isRelay = text.has(Self.relayWords) || isEnhanced(7, 54) || isEnhanced(7, 64)
    let wantsSignIn = code == 530 || isEnhanced(7, 57) || text.has(Self.signInWords)
    guard isRelay || wantsSignIn else { return nil }
    switch attempt.mode {
    case .incomingFirst: return windowClosed
    case .none where !attempt.isOAuth: return signInRequired
    case .none, .password, .incoming:
      return wantsSignIn ? signInNotCounted : relayRefused
    }
  }

  private var signInRequired: Diagnosis {
    diagnose(
      .authRequired, .you,
      "The server at \(attempt.place) takes mails to other servers only after a sign-in.",
      [
        "Turn authentication on, with the user name and password of the mailbox.",
        "Or ask the server's administrator to let this machine send without.",
      ],
      fixes: [
        Fix(
          "Sign in with a password", ["authentication.mode": "password"], section: "authentication",
          field: "authentication.user")
      ])
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
