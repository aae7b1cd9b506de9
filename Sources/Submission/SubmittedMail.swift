/// A mail that is being handed in: by whom, from whom and for whom.
public struct SubmittedMail: Equatable, Sendable {
  /// Who hands it in.
  public let client: SubmissionClient
  /// The reverse path of MAIL; null for a notification.
  public let sender: MailPath
  /// The parameters of MAIL.
  public let options: MailOptions
  /// The recipients that were accepted, in the order of their commands.
  public internal(set) var recipients: [MailPath] = []

  /// What it takes of the memory, about, in bytes.
  public var memory: Int { recipients.reduce(sender.memory) { $0 + $1.memory } }
}

/// What a client has said of itself.
public struct SubmissionClient: Equatable, Sendable {
  /// The name after EHLO or HELO; nil before.
  public internal(set) var helloName: String?
  /// Whether it said EHLO.
  public internal(set) var isExtended = false
  /// The user name that it signed in with; control characters are replaced.
  public internal(set) var user: String?
  /// Whether STARTTLS was used.
  public internal(set) var isEncrypted = false
}
