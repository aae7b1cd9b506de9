public import SystemAccess

/// Why a sign-in at Microsoft Entra ID did not end with a link. An earlier link stays as it was.
public enum SignInFailure: Error, Equatable, Sendable {
  /// What was pasted is not the answer of a sign-in.
  case notAnAnswer(PastedText)
  /// No sign-in of this set-up is waiting for an answer.
  case nonePending
  /// Only a code was pasted while several sign-ins wait, so it cannot be told which it belongs to.
  case severalPending
  /// The answer's `state` is missing, or belongs to no sign-in that was begun here.
  case wrongState
  /// The sign-in was begun more than ten minutes ago.
  case oldState
  /// This sign-in has had its answer already.
  case usedState
  /// The sign-in was begun with other settings: another application, directory or sign-in host.
  case otherSettings
  /// Microsoft sent the browser back with an error instead of a code.
  case refused(MicrosoftError)
  /// The code cannot be used: it is another application's, was redeemed before, or is too old.
  case unusableCode(CodeFault, MicrosoftError)
  /// The device code was not used in time, or the person declined.
  case device(DeviceFault)
  /// The port for the browser's answer cannot be listened on.
  case cannotListen(port: Int, ListeningFault)
  /// The tokens could not be obtained.
  case token(TokenFailure)
  /// The set-up's files cannot be read or written.
  case store(ForeignError)
  /// Nobody signed in within the time.
  case timedOut
  case cancelled
}

/// What was pasted instead of the answer of a sign-in.
public enum PastedText: Equatable, Sendable {
  /// Nothing but white space.
  case nothing
  /// Longer than any address; the limit in bytes.
  case tooLong(limit: Int)
  /// The address to sign in at, which has to be opened in a browser instead.
  case signInAddress
  /// An address without a code or an error; its part up to the query.
  case addressAlone(String)
  /// Tokens instead of a code: the answer to another kind of request.
  case tokens
  /// The same name with different values, such as two codes in one address.
  case contradiction(name: String)
  /// Anything else.
  case other
}

/// What is wrong with the code of an answer.
public enum CodeFault: Equatable, Sendable {
  /// It was redeemed before.
  case redeemed
  /// It is older than its ten minutes.
  case expired
  /// It belongs to another application, directory, redirect URI or sign-in.
  case foreign
  /// Microsoft does not know it.
  case unknown
}

/// How a sign-in by device code ended.
public enum DeviceFault: Equatable, Sendable {
  /// The person declined.
  case declined(MicrosoftError)
  /// Nobody typed the code within its time.
  case expired
  /// Microsoft does not know the code any more.
  case unknownCode(MicrosoftError)
}

/// Why a port of this machine cannot be listened on.
public enum ListeningFault: Equatable, Sendable {
  case portInUse
  case notPermitted
  case portOutOfRange
  case system(errno: Int32)
  /// This machine allows no further thread.
  case noThread
}

/// What a sign-in that succeeded has done.
public enum SignInEnd: Equatable, Sendable {
  /// The account is linked; the new state of the link.
  case linked(LinkStatus)
  /// An administrator has consented to the application, which links nothing yet; the directory in
  /// the answer.
  case consentGiven(tenant: String?)
}
