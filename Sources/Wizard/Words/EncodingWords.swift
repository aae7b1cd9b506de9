import MailMessage
import MailSettings
import SystemAccess

/// What the preview of an encoding says.
enum EncodingWords {
  static let unknown = "A mail is shown here as soon as this system knows the encoding."
  static let read = "The receiver reads"
  static let out = "As it goes out"
  static let unwritable = "cannot be written"

  /// Which characters of the text a set cannot write.
  static func lost(_ characters: [Character], in charset: CharacterEncoding) -> String {
    let shown = characters.prefix(8).map { "“\(String($0).printable())”" }.joined(separator: ", ")
    return characters.count > 8
      ? "\(charset.text) cannot write \(shown) and others in this text."
      : "\(charset.text) cannot write \(shown) in this text."
  }
}
