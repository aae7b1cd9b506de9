internal import HTTPSClient
internal import MailDiagnosis
internal import SystemAccess

/// An endpoint's answer to a form.
struct TokenEndpointAnswer {
  /// The JSON object; nil where the answer is none.
  let members: LenientMembers?
  /// Why nothing is granted; nil where the answer may grant something.
  let failure: TokenFailure?
  /// The server's time in seconds since 1970, by `Date`; nil where it sends none.
  let serverTime: Int?

  /// - Parameter form: what was posted; its secrets are hidden where the server repeats them.
  init(_ answer: HTTPSAnswer, to form: TokenEndpoint.Form) {
    members = LenientMembers(answer.body)
    serverTime = answer.value(of: "Date").flatMap { Moment(httpText: $0) }?.seconds
    let isGranted = (200..<300).contains(answer.status) && members?.text("error") == nil
    failure =
      isGranted && members != nil
      ? nil : TokenRefusal.failure(answer, members).hiding(Self.secrets(in: form))
  }

  /// The failure `clock` where the endpoint refuses the client and its clock differs by more than
  /// five minutes from this machine's: an assertion is valid for ten.
  var clockFailure: TokenFailure? {
    guard case .refused(let error) = failure, error.error == "invalid_client", let serverTime
    else { return nil }
    let ahead = Moment.now().seconds - serverTime
    return abs(ahead) > IDTokenCheck.skew ? .clock(seconds: ahead) : nil
  }

  private static let secretNames: Set = [
    "client_secret", "client_assertion", "refresh_token", "code", "code_verifier", "device_code",
  ]

  private static func secrets(in form: TokenEndpoint.Form) -> [String] {
    form.filter { secretNames.contains($0.name) }.map(\.value)
  }
}

extension TokenFailure {
  /// The same failure with these texts hidden in the server's words, also where they are encoded.
  fileprivate func hiding(_ secrets: [String]) -> TokenFailure {
    switch self {
    case .signInNeeded(let error): .signInNeeded(error.hiding(secrets))
    case .refused(let error): .refused(error.hiding(secrets))
    case .temporary(let error, let wait): .temporary(error?.hiding(secrets), retryAfter: wait)
    case .notLinked, .malformed, .clock, .unreachable, .unusableKey, .store, .timedOut, .cancelled:
      self
    }
  }
}

extension MicrosoftError {
  fileprivate func hiding(_ secrets: [String]) -> MicrosoftError {
    let forms = secrets.flatMap { [$0, $0.percentEncoded, Array($0.utf8).base64URL] }
      .filter { !$0.isEmpty }
    let hide = { (text: String) in
      forms.reduce(text) { $0.replacing($1, with: "•••") }
    }
    return MicrosoftError(
      error: hide(error), code: code, text: hide(text), correlationID: correlationID.map(hide),
      traceID: traceID.map(hide), timestamp: timestamp.map(hide), suberror: suberror.map(hide))
  }
}
