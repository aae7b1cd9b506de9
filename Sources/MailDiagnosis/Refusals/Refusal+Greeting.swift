internal import MailDialogue
internal import MailSettings

/// Refusals of the banner and of STARTTLS.
extension Refusal {
  /// Postfix says it in words, after the handshake (`smtpd_tls_req_ccert`).
  var noClientCertificate: Diagnosis? {
    says("no client certificate; client certificate .. not|required|needed")
      ? observation.clientCertificate : nil
  }

  /// The server speaks of the version that was used: it wants another.
  var tlsVersion: Diagnosis? {
    guard command != .startTLS, says("tls ?v 1; tls version; tls1*|tlsv1*; ssl version|v3"),
      says(
        "upgrade|update|old|outdated|deprecated|higher|newer|greater|unsupported; not .. supported")
    else { return nil }
    return diagnose(
      .tlsTooOld, .serverAdministrator,
      "The server at \(attempt.place) wants another version of TLS: \(quoted).",
      ["Postern uses TLS 1.2 and 1.3: ask the server's administrator which one is missing there."])
  }

  var startTLS: Diagnosis? { command == .startTLS ? observation.tlsRefused : nil }

  var tooManyAtOpening: Diagnosis? {
    guard command == .greeting || command == .hello, says(Words.tooManyConnections),
      isTransient || !isBlocklisted
    else { return nil }
    return tooManyConnections
  }

  var greeting: Diagnosis? {
    guard command == .greeting else { return nil }
    if isTransient {
      // Without words, 4.7.0 is Gmail's way to ask for a pause.
      return reply.enhanced == EnhancedStatusCode(4, 7, 0) ? tooManyConnections : laterGreeting
    }
    return isPermanent ? refusedGreeting : nil
  }

  var refusedGreeting: Diagnosis {
    diagnose(
      .greetingRefused, .serverAdministrator,
      "The server at \(attempt.place) does not let this machine in: it said \(quoted).",
      [
        signedInPort,
        "Ask the server's administrator to let this machine in.",
      ], fixes: observation.foundWays)
  }

  private var tooManyConnections: Diagnosis {
    observation.diagnose(
      .greetingTooMany, .you,
      "The server at \(attempt.place) has too many connections from here, and wants a pause.",
      [
        "Wait some minutes, then try again.",
        "Lower the connection limit, so that fewer mails are sent at the same time.",
      ], fixes: observation.fewerConnections)
  }

  private var laterGreeting: Diagnosis {
    diagnose(
      .greetingTemporary, .serverAdministrator,
      "The server at \(attempt.place) is not available now: \(quoted).", laterAdvice)
  }
}
