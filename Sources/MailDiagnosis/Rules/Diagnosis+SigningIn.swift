internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Sign-ins that fail without a refusal: `auth.not-offered`, `auth.no-mechanism`, `auth.kerberos` …
extension Observation {
  /// The server's capabilities, those inside TLS where there is TLS.
  var offers: [String] { capabilitiesInTLS ?? capabilities ?? [] }

  /// Whether the connection is not encrypted and the server offers STARTTLS.
  var offersTLS: Bool {
    !isEncrypted
      && offers.contains { ["STARTTLS", "STLS"].contains($0.trimmed.uppercased()) }
  }

  /// The mechanisms that can be used now.
  var mechanisms: [String] { attempt.service.mechanisms(in: offers) }

  /// Credentials are set, but the server does not offer AUTH.
  var signInNotOffered: Diagnosis {
    if attempt.service != .smtp { return mailboxSignInNotOffered }
    // AUTH was offered and then refused, so the server may still demand a sign-in.
    if reply != nil, !mechanisms.isEmpty { return signInRefusedAsCommand }
    if offersTLS {
      return diagnose(
        .authNotOffered, .you, .signingIn(.notOffered(endpoint, offersTLS: true)),
        fixes: foundWays + tlsHere.filter { !foundWays.contains($0) })
    }
    return diagnose(
      .authNotOffered, .you, .signingIn(.notOffered(endpoint, offersTLS: false)),
      fixes: foundWays
        + (attempt.isOAuth ? [] : [.change(.noAuthentication, [.authenticationMode: "none"])]))
  }

  /// The server offered a mechanism and then refused it. At Microsoft 365 this means that SMTP AUTH
  /// is switched off.
  private var mechanismRefused: Diagnosis {
    let isForced = attempt.mechanism != "auto"
    let choice: MechanismChoice =
      attempt.isAtMicrosoft ? .switchedOff : isForced ? .forced : .automatic
    return diagnose(
      .authNoMechanism, .you,
      .signingIn(.mechanismRefused(endpoint, said: reply?.raw ?? "", choice)),
      fixes: isForced && isEncrypted
        ? [.change(.chooseMechanism, [.authenticationMechanism: "auto"])] : [])
  }

  private var signInRefusedAsCommand: Diagnosis {
    diagnose(
      .authNotOffered, .serverAdministrator,
      .signingIn(.notTaken(endpoint, said: reply?.raw ?? "")), fixes: foundWays)
  }

  /// Server and Postern have no mechanism in common.
  func noMechanism(_ offered: [String]) -> Diagnosis {
    if wantsMailboxTLS { return incomingTLSRequired }
    if reply != nil, !offered.isEmpty { return mechanismRefused }
    let isForced = attempt.mechanism != "auto"
    let automatic: [SettingKey: String] = isForced ? [.authenticationMechanism: "auto"] : [:]
    // Without TLS, another mechanism might send the password in clear.
    let isSafe = isEncrypted || ["PLAIN", "LOGIN"].contains(attempt.mechanism)
    let encrypted = (offersTLS ? tlsHere : []).map { $0.adding(automatic) }
    return diagnose(
      .authNoMechanism, .you,
      .signingIn(
        .noMechanism(
          endpoint, offered: offered, forced: isForced ? attempt.mechanism : nil,
          offersTLS: offersTLS)),
      fixes: encrypted
        + (isForced && isSafe ? [.change(.chooseMechanism, automatic)] : []))
  }

  /// GSSAPI was tried without a Kerberos ticket.
  var kerberos: Diagnosis {
    let offered = mechanisms
    let simple = offered.contains("LOGIN") && !offered.contains("PLAIN") ? "LOGIN" : "PLAIN"
    var changes: [SettingKey: String] = [.authenticationMechanism: simple]
    if !isEncrypted, let tls = tlsHere.first { changes.merge(tls.changes) { first, _ in first } }
    let isSafe = isEncrypted || offersTLS && changes.count > 1
    return diagnose(
      .authKerberos, .you, .signingIn(.noTicket(endpoint, instead: simple)),
      fixes: isSafe ? [.change(.useMechanism(simple, startsTLS: !isEncrypted), changes)] : [])
  }

  /// A token was refused with an explanation in the challenge (RFC 7628 section 3.2.3).
  var refusedToken: Diagnosis? {
    guard step == .authentication, let challenge, challenge.hasPrefix("{") else { return nil }
    if let reply {
      let refusal = Refusal(self, reply)
      if refusal.tokenRefusal != nil || refusal.microsoftSignIn != nil { return nil }
    }
    return diagnose(
      .authOAuthDetail, .you, .signingIn(.tokenExplained(endpoint, said: challenge)),
      fixes: attempt.isOAuth ? [.signInAgain] : [])
  }

  /// Others could have written the password command, so it was not run.
  func commandExposed(_ why: ForeignError) -> Diagnosis {
    diagnose(
      .authPasswordCommand, .you, .signingIn(.commandExposed(why)),
      fixes: [attempt.goToCommand(.lookAtCommand)])
  }

  func passwordCommand(_ failure: CommandFailure) -> Diagnosis {
    diagnose(
      .authPasswordCommand, .you, .signingIn(.commandFailed(failure)),
      fixes: [attempt.goToCommand(.changeCommand)])
  }
}

extension Fix {
  /// The fix with some more changes; those of a setting that it changes already are left out.
  fileprivate func adding(_ more: [SettingKey: String]) -> Fix {
    guard case .change(let label, let changes, let next) = self else { return self }
    return .change(label, changes.merging(more) { own, _ in own }, next: next)
  }
}

extension String {
  /// Without spaces at the ends, and with single ones between words.
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
