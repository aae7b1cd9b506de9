public import MailSettings

/// The part of a mail that an error is about.
public enum MessagePart: Equatable, Sendable {
  /// The name beside an address.
  case displayName
  /// The subject.
  case subject
  /// The text of the mail, below its headers.
  case body
}

/// Text with characters that the chosen character set does not have.
public struct UnencodableText: Error, Equatable, Sendable {
  /// Where the text stands.
  public let part: MessagePart
  /// The character set that can't hold it.
  public let encoding: CharacterEncoding
  /// The characters that are missing there, each once, in the order of the text.
  public let characters: [Character]

  /// Makes an error, to be thrown or expected.
  public init(part: MessagePart, encoding: CharacterEncoding, characters: [Character]) {
    self.part = part
    self.encoding = encoding
    self.characters = characters
  }

  /// The character set that can hold everything.
  public var proposal: CharacterEncoding { .utf8 }
}
