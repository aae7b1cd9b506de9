internal import SystemAccess

extension TokenFault {
  /// What to do, best first.
  var advice: [String] {
    switch self {
    case .notJSON, .noAccessToken, .noDeviceCode, .noKeys:
      [
        "Check the sign-in host (authority) under Microsoft Exchange.",
        "Something in between, such as a proxy, may have answered in its place.",
      ]
    case .noIDToken, .noAccount, .nonce: ["Sign in again, from the beginning."]
    case .noRefreshToken:
      ["Sign in again, and consent to keep the access that was given (offline_access)."]
    case .notSigned, .issuer:
      [
        "Check the sign-in host (authority); nothing was linked.",
        "If it is right, something in between answers in its place: ask whoever runs the network.",
      ]
    case .audience: ["Check the application (client) id, then sign in again."]
    case .tenant: ["Sign in with an account of the directory that is set, or change the tenant."]
    case .expired, .notYetValid: ["Set this machine's clock, then sign in again."]
    }
  }
}

extension TokenFailure {
  /// A few words to stand beside the stage; the diagnosis says more.
  public var words: String {
    switch self {
    case .notLinked: "no account is linked"
    case .signInNeeded(let refusal): "sign in again: \(refusal.shortWords)"
    case .refused(let refusal): refusal.shortWords
    case .temporary(let refusal?, _): refusal.shortWords
    case .temporary(nil, _): "not available now"
    case .malformed: "no answer of Microsoft's"
    case .clock(let seconds): "this machine's clock is wrong by \(seconds.asTime)"
    case .unreachable(let host, _): "cannot ask \(host.printable(limit: 60))"
    case .unusableKey: "the certificate's key cannot be used"
    case .store: "the set-up's files"
    case .timedOut: "no answer in time"
    case .cancelled: "cancelled"
    }
  }
}
