import MailMessage
import MailSettings
import SystemAccess

/// Words of the preview of an encoding.
enum EncodingWords {
  static let unknown = "A mail is shown here as soon as this system knows the encoding."
  static let read = "The receiver reads"
  static let out = "As it goes out"
  static let unwritable = "cannot be written"

  /// Tells which characters of the text a set cannot encode.
  static func lost(_ characters: [Character], in charset: CharacterEncoding) -> String {
    let shown = characters.prefix(8).map { "“\(String($0).printable())”" }.joined(separator: ", ")
    return characters.count > 8
      ? "\(charset.text) cannot write \(shown) and others in this text."
      : "\(charset.text) cannot write \(shown) in this text."
  }
}

/// Words of the preview of senders.
enum SenderWords {
  static let title = "What the receiver sees"
  static let ofSystem = "A mail of the system"
  static let ofSystemInBoth = "A mail of the system, in both modes"
  static let ofUser = "A mail of \(SenderExamples.name)"

  static func ofUser(_ mode: SenderMode) -> String {
    switch mode {
    case .system: "A mail of \(SenderExamples.name): the system address"
    case .user: "A mail of \(SenderExamples.name): the user's own address"
    }
  }

  /// A user's mail in one sentence.
  static func mail(from sender: String, replyTo: String?) -> String {
    guard let replyTo else { return "\(SenderExamples.name)'s mail: from \(sender)." }
    return "\(SenderExamples.name)'s mail: from \(sender), replies to \(replyTo)."
  }

  static func failures(_ envelopeSender: String) -> String {
    "Failures are told to the envelope sender, always \(envelopeSender)."
  }
}
