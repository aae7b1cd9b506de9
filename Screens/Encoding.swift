public import Forms
import MailSettings

extension Screen {
  /// The character set of the mails.
  public static let encoding = Screen(
    .encoding,
    fields: [
      .line(
        "Mail encoding", \.message.encoding,
        options: CharacterEncoding.choices.map { .init(text: $0, title: $0) },
        help: "Almost all mail clients support Unicode (UTF-8), which works with any language. For "
          + "Western languages, ISO-8859-1 usually works well too."),
      .text(
        "Or by name", \.message.encoding, columns: 20,
        help: "Any other encoding that this system knows, by its name, such as windows-1252."),
      .sample(
        "Try a text", columns: 38,
        help: "A subject, to see what becomes of it. It is not saved, and nothing is sent."),
      .encodingPreview,
    ])
}
