public import MailDiagnosis
public import MailDialogue
public import MailMessage

/// What became of one mail of a batch.
public struct BatchResult: Sendable {
  /// From 0, in the order of the file.
  public let index: Int
  /// The Message-ID with its angle brackets; nil where the mail could not be read.
  public let messageID: String?
  /// `delivered`, `failed` or `unknown`.
  public let outcome: Outcome
  /// What the server has said last of it.
  public let reply: Reply?
  /// How long it took, waiting included.
  public let seconds: Double
  /// The recipients refused for good, or deferred too often.
  public let refused: [RecipientResult]
  /// Why it failed; nil where the message itself was wrong.
  public let diagnosis: Diagnosis?
  /// Why the message or its recipients are wrong.
  public let fault: BatchMailFault?
}

/// Why a mail of a batch was not tried.
public enum BatchMailFault: Error, Equatable, Sendable {
  case message(MessageFault)
  case handIn(HandInFault)
  case recipients([RecipientList.Fault])
  /// The header names nobody.
  case nobody
  /// An earlier run has left its fate unknown.
  case unknownBefore
  /// The batch was given up before its turn.
  case givenUp
}
