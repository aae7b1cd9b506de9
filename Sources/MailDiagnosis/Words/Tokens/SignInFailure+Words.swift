public import MailSettings
internal import SystemAccess

extension SignInFailure {
  /// What happened and what to do, in whole sentences, the most important first.
  ///
  /// They do not say that an earlier link stays as it was.
  ///
  /// - Parameter flow: whether a person signs in or the application alone.
  public func sentences(for flow: ExchangeFlow = .delegated) -> [String] {
    switch self {
    case .notAnAnswer(let text): text.sentences
    case .nonePending:
      ["No sign-in waits for an answer here. Open the address to sign in at, and begin anew."]
    case .severalPending:
      ["Only a code was pasted, and several sign-ins wait: paste the whole address."]
    case .wrongState:
      [
        "This answer belongs to no sign-in that was begun here. "
          + "Open the address that is shown now, and paste what the browser shows at the end."
      ]
    case .oldState:
      ["This sign-in was begun more than ten minutes ago. Open the address again: it is a new one."]
    case .usedState: ["This answer was used already. Sign in once more for a new one."]
    case .otherSettings:
      [
        "This sign-in was begun with other settings: another application, directory or sign-in "
          + "host. Begin anew with those that are set now."
      ]
    case .refused(let error): [EntraFault(error).sentence(error), error.quote]
    case .unusableCode(let fault, let error): [fault.sentence, error.quote]
    case .device(let fault): fault.sentences
    case .cannotListen(let port, let fault): [fault.sentence(port)]
    case .token(let failure): failure.sentences(for: flow)
    case .store(let foreign): [foreign.error.wholeSentence]
    case .timedOut: ["Nobody has signed in within the time. Begin anew."]
    case .cancelled: ["Cancelled."]
    }
  }
}

extension PastedText {
  fileprivate var sentences: [String] {
    switch self {
    case .nothing:
      ["Nothing was pasted. Copy the whole address that the browser shows after signing in."]
    case .tooLong(let limit): ["That is longer than any address: at most \(limit) characters."]
    case .signInAddress:
      [
        "That is the address to open first. Open it in a browser and sign in; then paste the "
          + "address that the browser shows at the end."
      ]
    case .addressAlone(let place):
      [
        "\(place.printable(limit: 60)) has no code in it. Copy the whole address, with all that "
          + "stands behind the question mark."
      ]
    case .tokens:
      [
        "That holds tokens instead of a code. Open the address that is shown here, and paste its end."
      ]
    case .contradiction(let name):
      [
        "That has \(name.printable(limit: 30)) twice, with different values. Paste one address alone."
      ]
    case .other:
      [
        "That is not the answer of a sign-in: it has neither a code nor an error of Microsoft in it."
      ]
    }
  }
}

extension CodeFault {
  fileprivate var sentence: String {
    switch self {
    case .redeemed: "This code was used already. Sign in once more for a new one."
    case .expired: "This code is too old. Sign in once more, and paste the address at once."
    case .foreign:
      "This code is for another application, directory or sign-in than the one that is set."
    case .unknown:
      "Microsoft does not take this code: it is for another application or sign-in, was used "
        + "already, or is too old. Sign in once more for a new one."
    }
  }
}

extension DeviceFault {
  fileprivate var sentences: [String] {
    switch self {
    case .declined(let error): ["The sign-in was refused in the browser.", error.quote]
    case .expired: ["Nobody has typed the code within its time. Ask for a new one."]
    case .unknownCode(let error):
      ["Microsoft does not know the code any more. Ask for a new one.", error.quote]
    }
  }
}

extension ListeningFault {
  fileprivate func sentence(_ port: Int) -> String {
    switch self {
    case .portInUse: "Port \(port) is in use by another program. Choose another one."
    case .notPermitted: "Port \(port) may not be listened on by this user. Choose one above 1023."
    case .portOutOfRange: "\(port) is not a port: 1 to 65535."
    case .system(let number): "Port \(port) cannot be listened on (errno \(number))."
    case .noThread: SystemShortage.processes.sentence
    }
  }
}
