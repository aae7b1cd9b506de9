public import MailDialogue
internal import MailSettings
internal import SystemAccess

extension Diagnosis {
  /// Finds the cause of what was observed; ``Finding/unknown`` when no rule fits.
  public init(_ observation: Observation) { self = observation.diagnosis }
}

extension Observation {
  /// The cause of what was observed; ``Finding/unknown`` when no rule fits.
  public var diagnosis: Diagnosis {
    ftpGreeting ?? firewall ?? refusedToken ?? diagnosisByEnding
  }

  private var diagnosisByEnding: Diagnosis {
    switch ending {
    case .reply(let reply): Refusal(self, reply).diagnosis
    case .line(let line): mailboxRefusal(line)
    case .unresolved(let failure): notFound(failure)
    case .refused(let errno): connectRefused(errno)
    case .timedOut: silence
    case .closed, .reset: connectionLost
    case .wrongService(let line): wrongService(foreignService ?? ForeignService(text: line), line)
    case .malformed(let line): malformed(line)
    case .outOfStep(let text): outOfStep(text)
    case .endless: endless
    case .noSTARTTLS: tlsNotOffered
    case .clearTextPassword: clearTextPassword
    case .tls(let code, let text): tlsFailure(TLSFailure(code: code, text: text), text)
    case .certificate: certificateFailure
    case .injection: injection
    case .noAuthentication: signInNotOffered
    case .noMechanism(let offered): noMechanism(offered)
    case .kerberos: kerberos
    case .noSMTPUTF8: noSMTPUTF8
    case .tooLarge(let limit): tooLarge(limit: limit)
    case .unknownOutcome: unknownOutcome
    case .unencodable(let characters): unencodable(characters)
    case .passwordCommand(let failure): passwordCommand(failure)
    case .commandExposed(let why): commandExposed(why)
    case .notLinked: notLinked
    case .token(let failure): noToken(failure)
    case .system(let shortage): missing(shortage)
    case .cancelled: cancelled
    case .other(let failure): other(failure)
    }
  }

  /// The stage that failed; of a sign-in at the incoming mailbox server, its own step.
  var step: Stage {
    guard stage == .incoming else { return stage }
    if let incomingStep { return incomingStep }
    switch ending {
    case .unresolved: return .resolve
    case .refused: return .connect
    case .certificate: return .certificate
    case .tls, .noSTARTTLS, .injection: return .encryption
    case .timedOut where bytesReceived == 0 && lastCommand == nil: return .connect
    case .timedOut, .closed, .reset,
      .reply, .line, .malformed, .outOfStep, .endless, .wrongService, .clearTextPassword,
      .noAuthentication, .noMechanism, .kerberos, .passwordCommand, .commandExposed, .notLinked,
      .token,
      .noSMTPUTF8, .tooLarge, .unencodable, .unknownOutcome,
      .system, .cancelled, .other:
      return lastCommand == nil ? .greeting : .authentication
    }
  }

  /// The server that was tried.
  var endpoint: Endpoint { attempt.endpoint }

  /// The reply that ended the attempt.
  var reply: Reply? {
    if case .reply(let reply) = ending { reply } else { nil }
  }

  /// Makes a diagnosis with this observation's stage and reply; temporary by finding or code too.
  func diagnose(
    _ finding: Finding, _ responsible: Diagnosis.Responsible, _ reason: Cause, fixes: [Fix] = [],
    isTemporary: Bool = false
  ) -> Diagnosis {
    let isTransient = (400...499).contains(reply?.code ?? 0)
    return Diagnosis(
      finding: finding, stage: stage, reason: reason, responsible: responsible, fixes: fixes,
      reply: reply,
      isTemporary: isTemporary || finding.exitStatus == .temporary
        || isTransient && ![.protocol, .configuration].contains(finding.exitStatus))
  }

  /// The mechanisms that the server offered, before TLS and inside it.
  public var offeredMechanisms: OfferedMechanisms {
    OfferedMechanisms(
      of: attempt.service, beforeTLS: capabilities, inTLS: capabilitiesInTLS)
  }
}
