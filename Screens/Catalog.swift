public import Forms

/// The sections, in the order in which a person meets them.
public enum Catalog {
  /// Every section.
  public static let all: [Screen] = [
    .mailProtocol, .exchange, .systemAddress, .server, .encryption, .authentication,
    .incomingMailbox, .encoding, .senderMode, .connectionLimit, .testEmail,
  ]

  /// The section of this name.
  public static func screen(named id: String) -> Screen? { all.first { $0.id == id } }

  /// The section in which a key is edited; where two do, the one that is about it comes last.
  public static func screen(editing key: String) -> Screen? {
    all.last { $0.keys.contains(key) }
  }
}
