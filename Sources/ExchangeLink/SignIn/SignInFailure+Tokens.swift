internal import MailDiagnosis

extension SignInFailure {
  /// A token could not be got or stored.
  init(_ failure: TokenFailure) {
    self =
      switch failure {
      case .timedOut(let host): .token(.timedOut(host: host))
      case .cancelled: .cancelled
      case .store(let error): .store(error)
      case .notLinked, .signInNeeded, .refused, .temporary, .malformed, .clock, .unreachable,
        .unusableKey:
        .token(failure)
      }
  }

  /// A code was not redeemed; Microsoft's AADSTS numbers tell what is wrong with it.
  init(redeeming failure: TokenFailure) {
    guard case .signInNeeded(let error) = failure, error.error == "invalid_grant",
      let fault = CodeFault(error)
    else {
      self.init(failure)
      return
    }
    self = .unusableCode(fault, error)
  }
}

extension CodeFault {
  /// Nil where the number is about something else, such as a missing consent.
  fileprivate init?(_ error: MicrosoftError) {
    switch error.code {
    case "AADSTS54005": self = .redeemed
    case "AADSTS70008": self = .expired
    // The code belongs to another client, directory, redirect URI, or verifier.
    case "AADSTS70002", "AADSTS700005", "AADSTS501481": self = .foreign
    case nil, "AADSTS70000", "AADSTS9002313": self = .unknown
    case .some: return nil
    }
  }
}
