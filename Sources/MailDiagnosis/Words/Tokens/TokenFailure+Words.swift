public import MailSettings
internal import SystemAccess

extension TokenFailure {
  /// What happened and what to do, in whole sentences, the most important first.
  ///
  /// - Parameter flow: whether a person signs in or the application alone.
  public func sentences(for flow: ExchangeFlow = .delegated) -> [String] {
    switch self {
    case .notLinked: ["No account is linked yet."]
    case .signInNeeded(let error):
      ["Somebody has to sign in at Microsoft again."] + error.sentences(for: flow)
    case .refused(let error): error.sentences(for: flow)
    case .temporary(let error, _):
      ["Microsoft's sign-in is not available now. Try again in some minutes."]
        + (error.map { [$0.quote] } ?? [])
    case .malformed(let fault): [fault.sentence]
    case .clock(let seconds):
      [
        "This machine's clock differs from Microsoft's by \(abs(seconds)) seconds. Set it right: "
          + "timedatectl set-ntp true, for example."
      ]
    case .unreachable(_, let foreign): [foreign.error.wholeSentence]
    case .unusableKey(let path, let fault): [fault.sentence(path.printable(limit: 200))]
    case .store(let foreign): [foreign.error.wholeSentence]
    case .timedOut(let host): ["\(host.printable(limit: 100)) did not answer in time."]
    case .cancelled: ["Cancelled."]
    }
  }
}

extension TokenFault {
  var sentence: String {
    switch self {
    case .notJSON(let status):
      "The sign-in host answered with status \(status) and with something that is no token. Is it "
        + "the right one? A proxy may stand in between."
    case .noAccessToken: "The answer of the sign-in host has no access token in it."
    case .noIDToken: "The answer of the sign-in host does not say who has signed in."
    case .noRefreshToken:
      "Microsoft gave no refresh token, so the link would end within the hour: the scope "
        + "offline_access is missing."
    case .noDeviceCode: "The sign-in host gave no code to type."
    case .noKeys: "The sign-in host's keys cannot be read, so who has signed in cannot be verified."
    case .notSigned: "What says who has signed in is not signed by the sign-in host."
    case .nonce: "What says who has signed in was made for another sign-in."
    case .audience(let other):
      "What says who has signed in is for another application: \(other.printable(limit: 60))."
    case .issuer(let other):
      "What says who has signed in comes from elsewhere: \(other.printable(limit: 100))."
    case .tenant(let other):
      "Who has signed in belongs to another directory: \(other.printable(limit: 60))."
    case .expired(let seconds): "What says who has signed in has expired \(seconds) seconds ago."
    case .notYetValid(let seconds):
      "What says who has signed in begins to count only in \(seconds) seconds."
    case .noAccount: "The answer of the sign-in host names nobody."
    }
  }
}

extension KeyFault {
  func sentence(_ path: String) -> String {
    switch self {
    case .missing: "\(path) is not there."
    case .tooOpen: "\(path) can be read by others: chmod 600 \(path.quotedForShell)"
    case .foreignOwner(let user):
      "\(path) belongs to the user with the number \(user), who could change it."
    case .symbolicLink: "\(path) is a symbolic link: name the file itself."
    case .notAFile: "\(path) is not a file."
    case .tooLarge: "\(path) is longer than any key or certificate."
    case .notACertificate: "\(path) holds no certificate in PEM form."
    case .notAKey: "\(path) holds no private key in PEM form."
    case .encrypted: "\(path) is protected by a passphrase, which nobody could type here."
    case .notRSA: "\(path) is not an RSA key of 2048 bits or more, which Microsoft demands."
    case .otherCertificate: "\(path) and the certificate do not belong together."
    case .system(let number): "\(path) cannot be read (errno \(number))."
    }
  }
}
