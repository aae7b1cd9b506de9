/// A mail that the practice server has accepted and written.
public struct DeliveredMail: Equatable, Sendable {
  /// The file in the Maildir's `new` folder.
  public let file: String
  /// The envelope sender; empty for a notification (`MAIL FROM:<>`).
  public let sender: String
  /// The envelope recipients, in the order they were given.
  ///
  /// One file serves all of them.
  public let recipients: [String]
  /// The user who signed in, if anyone did.
  public let user: String?
  /// The size of the mail as it was sent, in bytes.
  public let size: Int
}
