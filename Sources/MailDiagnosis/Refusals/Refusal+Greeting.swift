internal import MailDialogue
internal import MailSettings

/// Refusals of the banner and of STARTTLS.
extension Refusal {
  /// A client certificate is wanted. Postfix says so after the handshake (`smtpd_tls_req_ccert`).
  var noClientCertificate: Diagnosis? {
    says("no client certificate; client certificate .. not|required|needed")
      ? observation.clientCertificate : nil
  }

  /// The server refuses the version of TLS that was used.
  var tlsVersion: Diagnosis? {
    guard command != .startTLS, says("tls ?v 1; tls version; tls1*|tlsv1*; ssl version|v3"),
      says(
        "upgrade|update|old|outdated|deprecated|higher|newer|greater|unsupported; not .. supported")
    else { return nil }
    return diagnose(
      .tlsTooOld, .serverAdministrator, .encryption(.otherVersion(endpoint, said: said)))
  }

  var startTLS: Diagnosis? { command == .startTLS ? observation.tlsRefused : nil }

  var tooManyAtOpening: Diagnosis? {
    guard command == .greeting || command == .hello, says(Vocabulary.tooManyConnections),
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
      .greetingRefused, .serverAdministrator, .greeting(.refused(endpoint, said: said, wayIn)),
      fixes: observation.foundWays)
  }

  private var tooManyConnections: Diagnosis {
    diagnose(
      .greetingTooMany, .you, .greeting(.tooManyConnections(endpoint)),
      fixes: observation.fewerConnections)
  }

  private var laterGreeting: Diagnosis {
    diagnose(
      .greetingTemporary, .serverAdministrator,
      .greeting(.notAvailable(endpoint, said: said, passes: says(Vocabulary.passing))))
  }
}
