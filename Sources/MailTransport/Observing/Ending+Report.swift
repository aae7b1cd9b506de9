internal import MailDiagnosis

/// The meaning of an ending for log and report.
extension Ending {
  /// Whether replies can no longer be matched with commands.
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

  /// The stage that it belongs to although another one was under way; nil for the one under way.
  var stage: Stage? {
    if case .unencodable = self { return .message }
    if case .token = self { return .token }
    return self == .notLinked ? .token : nil
  }

  /// Whether it is the server's last line, which the transcript shows already.
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

  /// The outcome of an attempt that ends so.
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
