internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Sign-ins that end without a refusal: `auth.not-offered`, `auth.no-mechanism`, `auth.kerberos` …
extension Observation {
  /// What the server said it can, inside TLS where there is TLS.
  var offers: [String] { capabilitiesInTLS ?? capabilities ?? [] }

  /// Whether TLS can begin on this connection and has not.
  var offersTLS: Bool {
    !isEncrypted
      && offers.contains { ["STARTTLS", "STLS"].contains($0.trimmed.uppercased()) }
  }

  /// The mechanisms that can be used now.
  var mechanisms: [String] { attempt.service.mechanisms(in: offers) }

  /// Somebody shall sign in, and the server offers no AUTH.
  var signInNotOffered: Diagnosis {
    if attempt.service != .smtp { return mailboxSignInNotOffered }
    // Offered and yet refused: nothing says that the server would do without.
    if reply != nil, !mechanisms.isEmpty { return signInRefusedAsCommand }
    let cause = "The server at \(attempt.place) offers no sign-in, so nobody was signed in."
    if offersTLS {
      return diagnose(
        .authNotOffered, .you, cause,
        ["It may offer it once the connection is encrypted: use TLS."],
        fixes: foundWays + tlsHere.filter { !foundWays.contains($0) })
    }
    return diagnose(
      .authNotOffered, .you, cause,
      [
        "If this server lets this machine send as it is, choose no authentication.",
        "Otherwise use the port for signed-in clients, usually 587 or 465.",
      ],
      fixes: foundWays
        + (attempt.isOAuth ? [] : [.change(.noAuthentication, [.authenticationMode: "none"])]))
  }

  /// The server named a mechanism and then refused it. At Microsoft 365 this means that SMTP AUTH
  /// is off.
  private var mechanismRefused: Diagnosis {
    let isMicrosoft = Wording(attempt.host.ascii).has(["outlook.", "office365."])
    let isForced = attempt.mechanism != "auto"
    return diagnose(
      .authNoMechanism, .you,
      "The server at \(attempt.place) refused the way to sign in: \((reply?.raw ?? "").quoted).",
      (isMicrosoft
        ? [
          "Microsoft 365 says so where SMTP AUTH is switched off: its administrator can switch it on."
        ]
        : isForced
          ? ["Let Postern choose the mechanism."] : ["Force another mechanism, such as LOGIN."])
        + ["Otherwise ask the server's administrator which mechanism to use."],
      fixes: isForced && isEncrypted
        ? [.change(.chooseMechanism, [.authenticationMechanism: "auto"])] : [])
  }

  private var signInRefusedAsCommand: Diagnosis {
    diagnose(
      .authNotOffered, .serverAdministrator,
      "The server at \(attempt.place) offers a sign-in and does not take it: \((reply?.raw ?? "").quoted).",
      [
        "Use the port for signed-in clients, usually 587 or 465.",
        "Otherwise ask the server's administrator: its log says why.",
      ], fixes: foundWays)
  }

  /// No mechanism that both sides can.
  func noMechanism(_ offered: [String]) -> Diagnosis {
    if wantsMailboxTLS { return incomingTLSRequired }
    if reply != nil, !offered.isEmpty { return mechanismRefused }
    let list = offered.isEmpty ? "nothing that Postern knows" : offered.listed
    let isForced = attempt.mechanism != "auto"
    let wanted = isForced ? ", and not \(attempt.mechanism.printable(limit: 20))" : ""
    let automatic: [SettingKey: String] = isForced ? [.authenticationMechanism: "auto"] : [:]
    // In clear, another mechanism might show the password to everybody on the way.
    let isSafe = isEncrypted || ["PLAIN", "LOGIN"].contains(attempt.mechanism)
    let encrypted = (offersTLS ? tlsHere : []).map { fix in
      fix.adding(automatic)
    }
    return diagnose(
      .authNoMechanism, .you,
      "For signing in, the server at \(attempt.place) offers \(list)\(wanted).",
      (offersTLS ? ["With TLS it may offer more."] : [])
        + (isForced ? ["Let Postern choose the mechanism."] : [])
        + ["Ask the server's administrator to allow PLAIN or LOGIN inside TLS."],
      fixes: encrypted
        + (isForced && isSafe ? [.change(.chooseMechanism, automatic)] : []))
  }

  /// GSSAPI was tried without a ticket.
  var kerberos: Diagnosis {
    let offered = mechanisms
    let simple = offered.contains("LOGIN") && !offered.contains("PLAIN") ? "LOGIN" : "PLAIN"
    var changes: [SettingKey: String] = [.authenticationMechanism: simple]
    if !isEncrypted, let tls = tlsHere.first { changes.merge(tls.changes) { first, _ in first } }
    let isSafe = isEncrypted || offersTLS && changes.count > 1
    return diagnose(
      .authKerberos, .you,
      "The sign-in by Kerberos (GSSAPI) at \(attempt.place) failed: there is no ticket here.",
      ["Force the mechanism \(simple) inside TLS, or get a ticket with kinit."],
      fixes: isSafe ? [.change(.useMechanism(simple, startsTLS: !isEncrypted), changes)] : [])
  }

  /// A token was refused with an explanation in the challenge (RFC 7628 section 3.2.3).
  var refusedToken: Diagnosis? {
    guard step == .authentication, let challenge, challenge.hasPrefix("{") else { return nil }
    if let reply, Refusal(self, reply).microsoftSignIn != nil { return nil }
    return diagnose(
      .authOAuthDetail, .you,
      "The server \(attempt.shownHost) refused the token and says \(challenge.quoted).",
      [
        "Sign in again with the account whose mailbox sends.",
        "If it lasts, check the scopes that the application asks for.",
      ], fixes: attempt.isOAuth ? [.signInAgain] : [])
  }

  /// Others could have written the password command, so it was not run.
  func commandExposed(_ sentence: String) -> Diagnosis {
    diagnose(
      .authPasswordCommand, .you, "The password command was not run: \(sentence)",
      ["Look at the command first: somebody else may have changed it."],
      fixes: [attempt.goToCommand(.lookAtCommand)])
  }

  /// Microsoft Exchange is chosen, and nobody has signed in there yet.
  var notLinked: Diagnosis {
    diagnose(
      .exchangeNotLinked, .you,
      "Microsoft Exchange is chosen, but no account is linked yet, so nothing can be sent.",
      ["Linking comes with a later version; choose SMTP under Protocol to send now."])
  }

  /// The password command failed.
  func passwordCommand(_ text: String) -> Diagnosis {
    diagnose(
      .authPasswordCommand, .you, "The password command failed: \(text.quoted).",
      [
        "Run the command in a shell as the user that sends: its first line must be the password.",
        "Or store the password instead.",
      ],
      fixes: [attempt.goToCommand(.changeCommand)])
  }
}

extension Fix {
  /// A change of some more settings by the same key; those that it changes already stay.
  fileprivate func adding(_ more: [SettingKey: String]) -> Fix {
    guard case .change(let label, let changes, let next) = self else { return self }
    return .change(label, changes.merging(more) { own, _ in own }, next: next)
  }
}

extension String {
  /// Without spaces at both ends.
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
