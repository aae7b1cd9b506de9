internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Refusals of a sign-in: `auth.*`.
extension Refusal {
  /// Whether a sign-in was refused. 534, 535 and 538 are AUTH's own codes (RFC 4954), but servers
  /// also say them at MAIL without a sign-in.
  private var isSignIn: Bool {
    command == .auth || [534, 535, 538].contains(code) && !isInMail
  }

  var provider: MailProvider? {
    MailProvider(signingInAt: attempt.host) ?? MailProvider(namedIn: text)
  }

  var tooManySignIns: Diagnosis? {
    guard isSignIn, says(Vocabulary.tooManySignIns), !says(Vocabulary.manyCauses),
      !says("too many|much .. messages|emails|mails|connections|sessions")
    else { return nil }
    return diagnose(
      .authTooMany, .you, .signingIn(.tooManyAttempts(endpoint, user: attempt.user)))
  }

  /// The provider wants an application password. Providers say so with 534, which by RFC 4954
  /// concerns the mechanism.
  var applicationPassword: Diagnosis? {
    guard isSignIn, !attempt.isOAuth,
      says(Vocabulary.otherSecret)
        || code == 534 && !says(Vocabulary.mechanism) && !says(Vocabulary.permission)
    else { return nil }
    return otherSecret
  }

  private var otherSecret: Diagnosis {
    diagnose(
      .authAppPassword, .you, .signingIn(.ordinaryPassword(endpoint, provider)),
      fixes: [attempt.typeNewPassword])
  }

  /// A diagnosis for every refusal of a sign-in: by its words, else by its code.
  var signIn: Diagnosis? {
    guard isSignIn else { return nil }
    if isTransient { return isServerTrouble ? temporary : laterSignIn }
    if says(Vocabulary.mechanism), ![502, 503].contains(code) {
      return observation.noMechanism(observation.mechanisms)
    }
    if says("generic failure") || says(Vocabulary.signInTrouble) && !says(Vocabulary.wrongSecret) {
      return laterSignIn
    }
    if says(Vocabulary.signInNotOffered), !says(Vocabulary.wrongSecret) {
      return observation.signInNotOffered
    }
    switch code {
    case 502, 503: return observation.signInNotOffered
    case 500 where !says(Vocabulary.aboutSignIn): return observation.signInNotOffered
    case 504: return observation.noMechanism(observation.mechanisms)
    default: return wantsOtherSecret ? otherSecret : rejected
    }
  }

  /// Whether the provider never accepts the account's own password from programs; its reply only
  /// says that the sign-in failed.
  private var wantsOtherSecret: Bool {
    code == 535 && !attempt.isOAuth
      && MailProvider(signingInAt: attempt.host)?.wantsOtherSecret == true
  }

  /// Whether the server has trouble that would concern any command.
  private var isServerTrouble: Bool {
    let isServers = code == 421 || [3, 4].contains(reply.enhanced?.subject)
    return ![432, 435, 454].contains(code) && isServers && !says(Vocabulary.aboutSignIn)
  }

  private var laterSignIn: Diagnosis {
    observation.diagnose(
      .authTemporary, .serverAdministrator,
      .signingIn(.notAvailable(endpoint, said: reason)), isTemporary: true)
  }

  /// Words that only say that the sign-in failed.
  private static let plainWords: Set<String> = [
    "a", "access", "accepted", "again", "and", "are", "auth", "authenticate", "authenticated",
    "authentication", "authorization", "bad", "check", "credential", "credentials", "data",
    "denied", "error", "fail", "failed", "failure", "incorrect", "invalid", "is", "login", "name",
    "no", "not", "or", "pass", "password", "plain", "please", "reason", "rejected", "sasl", "smtp",
    "sorry", "the", "to", "try", "unable", "unauthorized", "unavailable", "unsuccessful", "user",
    "username", "wrong", "you", "your",
  ]

  /// The server's words where they say more than that the sign-in failed.
  private var reason: String? {
    let isTelling = text.words.contains { word in
      word.allSatisfy(\.isLetter) && !Self.plainWords.contains(word)
    }
    return isTelling ? reply.text : nil
  }

  var isPasswordExpired: Bool {
    says(
      "password ... expired|change*|reset; expired password; change ?your password; passwort ... abgelaufen"
    )
  }

  private var rejected: Diagnosis {
    if attempt.isOAuth {
      return diagnose(
        .authRejected, .you,
        .signingIn(.tokenRejected(endpoint, user: attempt.user, said: reason)),
        fixes: [.signInAgain])
    }
    return diagnose(
      .authRejected, .you,
      .signingIn(
        .rejected(
          endpoint, user: attempt.user, said: reason, provider, isExpired: isPasswordExpired)),
      fixes: fullAddress + attempt.typePassword)
  }

  /// Fixes that add the sender's domain to a user name without one.
  private var fullAddress: [Fix] {
    guard let user = attempt.user, !user.contains("@"), let key = attempt.userKey,
      let domain = attempt.senderDomain, (try? MailAddress(typed: "\(user)@\(domain)")) != nil
    else { return [] }
    return [
      .change(.signInAs("\(user)@\(domain)"), [key: "\(user)@\(domain)"])
    ]
  }
}
