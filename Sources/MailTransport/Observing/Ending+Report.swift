internal import MailDiagnosis

/// What an ending means for the log and for the report.
extension Ending {
  /// Whether what the server says cannot be told apart any more from what it said before.
  var isOutOfStep: Bool {
    switch self {
    case .malformed, .outOfStep, .endless: true
    case .reply, .line, .wrongService, .unresolved, .refused, .timedOut, .closed, .reset,
      .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection,
      .noAuthentication, .noMechanism, .kerberos, .passwordCommand, .commandExposed, .notLinked,
      .token,
      .noSMTPUTF8, .tooLarge, .unencodable, .unknownOutcome,
      .system, .cancelled, .other:
      false
    }
  }

  /// The stage that it belongs to, where that is not the one under way: it is found before anything
  /// is sent.
  var stage: Stage? {
    if case .unencodable = self { return .message }
    if case .token = self { return .token }
    return self == .notLinked ? .token : nil
  }

  /// Whether it is what the server said last, which the transcript has already.
  var isServersLine: Bool {
    switch self {
    case .reply, .line: true
    case .malformed, .outOfStep, .endless, .wrongService,
      .unresolved, .refused, .timedOut, .closed, .reset,
      .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection,
      .noAuthentication, .noMechanism, .kerberos, .passwordCommand, .commandExposed, .notLinked,
      .token,
      .noSMTPUTF8, .tooLarge, .unencodable, .unknownOutcome,
      .system, .cancelled, .other:
      false
    }
  }

  /// What the whole attempt's outcome is when it ends so.
  var outcome: Outcome {
    switch self {
    case .cancelled: .cancelled
    case .unknownOutcome: .unknown
    case .reply, .line, .malformed, .outOfStep, .endless, .wrongService,
      .unresolved, .refused, .timedOut, .closed, .reset,
      .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection,
      .noAuthentication, .noMechanism, .kerberos, .passwordCommand, .commandExposed, .notLinked,
      .token,
      .noSMTPUTF8, .tooLarge, .unencodable,
      .system, .other:
      .failed
    }
  }
}
