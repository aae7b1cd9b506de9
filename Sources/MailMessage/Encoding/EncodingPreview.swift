public import MailSettings

/// The headers of a mail as they go out in a character set, made by the code that sends them.
public struct EncodingPreview: Equatable, Sendable {
  /// One header.
  public struct Header: Equatable, Sendable {
    /// Its name, such as `Subject`.
    public let name: String
    /// Its text as the receiver reads it.
    public let text: String
    /// The lines that go out, folded; empty where the set cannot hold the text.
    public let lines: [String]
    /// The characters that the set does not have, each once, in the order of the text.
    public let missing: [Character]
  }

  /// The set that mails go out in: the one asked for, or UTF-8 where that can't be mailed.
  public let charset: CharacterEncoding
  /// The header `From`.
  public let from: Header
  /// The header `Subject`.
  public let subject: Header
  /// The headers in the order in which a mail has them: From, then Subject.
  public var headers: [Header] { [from, subject] }

  /// Encodes the headers of a mail.
  public init(_ encoding: CharacterEncoding, from: Mailbox, subject: String) {
    let transcoder = Transcoder(encoding)
    charset = transcoder.charset
    let name = Phrase(from.name?.text ?? "").text
    let address = from.address.wire
    self.from = Header("From", text: name.isEmpty ? address : "\(name) <\(address)>") {
      () throws(UnencodableText) in try .mailboxes("From", [from], transcoder)
    }
    self.subject = Header("Subject", text: HeaderText(subject).text) {
      () throws(UnencodableText) in try .unstructured("Subject", subject, transcoder)
    }
  }

  /// The characters of all headers that the set does not have, each once.
  public var missing: [Character] {
    var seen: Set<Character> = []
    return headers.flatMap(\.missing).filter { seen.insert($0).inserted }
  }
}

extension EncodingPreview.Header {
  fileprivate init(
    _ name: String, text: String, encode: () throws(UnencodableText) -> HeaderField
  ) {
    (self.name, self.text) = (name, text)
    do throws(UnencodableText) {
      let field = try encode()
      lines = field.text.split(separator: "\r\n").map(String.init)
      missing = []
    } catch {
      lines = []
      missing = error.characters
    }
  }
}
