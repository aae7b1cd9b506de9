internal import HTTPSClient
internal import MailDiagnosis
internal import SystemAccess

/// What an answer that grants nothing means: by its `error`, or by the status where there is none;
/// of Microsoft's AADSTS numbers only one matters.
enum TokenRefusal {
  /// The longest `Retry-After` that is obeyed, in seconds.
  static let longestWait = 3_600

  /// Why nothing was granted.
  ///
  /// - Parameter members: the answer's JSON object; nil where it is none.
  static func failure(_ answer: HTTPSAnswer, _ members: LenientMembers?) -> TokenFailure {
    let error = members.flatMap(MicrosoftError.init)
    let wait = retryAfter(answer)
    if answer.status == 429 || answer.status >= 500 { return .temporary(error, retryAfter: wait) }
    guard let error else { return .malformed(.notJSON(status: answer.status)) }
    // AADSTS50196: the server sees a loop of requests; it is left alone, whatever the `error`.
    if error.code == "AADSTS50196" { return .temporary(error, retryAfter: wait ?? 900) }
    switch error.error {
    case "invalid_grant", "interaction_required", "consent_required", "login_required":
      return .signInNeeded(error)
    case "temporarily_unavailable", "server_error": return .temporary(error, retryAfter: wait)
    default: return .refused(error)
    }
  }

  /// `Retry-After`, in either of its forms (RFC 9110 section 10.2.3), as seconds from now.
  private static func retryAfter(_ answer: HTTPSAnswer) -> Int? {
    guard let text = answer.value(of: "Retry-After") else { return nil }
    let now = answer.value(of: "Date").flatMap { Moment(httpText: $0) } ?? .now()
    let seconds = Int(text) ?? Moment(httpText: text).map { $0.seconds - now.seconds }
    return seconds.map { min(max($0, 0), longestWait) }
  }
}

extension MicrosoftError {
  /// The error in an answer's members; nil where there is none.
  init?(_ members: LenientMembers) {
    guard let error = members.text("error") else { return nil }
    self.init(
      error: error, description: members.text("error_description"),
      codes: members.numbers("error_codes"), suberror: members.text("suberror"),
      traceID: members.text("trace_id"), correlationID: members.text("correlation_id"),
      timestamp: members.text("timestamp"))
  }
}
