/// Why a person's sign-in at Microsoft Entra ID did not end with a link. One that worked before
/// works as before.
public enum SignInFailure: Error, Equatable, Sendable {
  /// What was pasted is not the answer of a sign-in.
  case notAnAnswer(PastedText)
  /// No sign-in waits for an answer here: none was begun, or each has had its answer.
  case nonePending
  /// Only a code was pasted, while several sign-ins wait: which of them it is for cannot be told.
  case severalPending
  /// The answer has the state of no sign-in that was begun here, or none at all.
  case wrongState
  /// The sign-in was begun more than ten minutes ago.
  case oldState
  /// This sign-in has had its answer already.
  case usedState
  /// The sign-in was begun with other settings: another application, directory or sign-in host.
  case otherSettings
  /// Microsoft sent the browser back with an error instead of a code.
  case refused(MicrosoftError)
  /// The code is not good for this sign-in: another application's, redeemed before, or too old.
  case unusableCode(CodeFault, MicrosoftError)
  /// The device code was not used in time, or refused in the browser.
  case device(DeviceFault)
  /// Nothing can be listened to.
  case cannotListen(port: Int, ListeningFault)
  /// The tokens could not be got, or not be kept.
  case token(TokenFailure)
  /// The set-up's files cannot be read or written; a whole sentence.
  case store(String)
  /// Nobody has signed in within the time.
  case timedOut
  case cancelled
}

/// What was pasted instead of the answer of a sign-in.
public enum PastedText: Equatable, Sendable {
  /// Nothing but white space.
  case nothing
  /// More than any address is.
  case tooLong(limit: Int)
  /// The address to sign in at, which has to be opened first.
  case signInAddress
  /// An address without an answer in it, such as its host alone.
  case addressAlone(String)
  /// Tokens instead of a code: the answer to something else than was asked.
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
  /// It is none that Microsoft knows.
  case unknown
}

/// How a sign-in by device code ended.
public enum DeviceFault: Equatable, Sendable {
  /// The person said no.
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
  /// The system gives no thread.
  case noThread
}

/// How a sign-in ended well.
public enum SignInEnd: Equatable, Sendable {
  /// The account is linked; how things stand now.
  case linked(LinkStatus)
  /// An administrator has consented to the application; nothing is linked by that. The directory,
  /// as the answer names it.
  case consentGiven(tenant: String?)
}
