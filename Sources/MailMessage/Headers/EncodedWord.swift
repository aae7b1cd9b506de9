import FoundationEssentials
import MailSettings
import SystemAccess

/// Cuts text into encoded words (RFC 2047), for phrases and unstructured text, never for addresses.
struct EncodedWord {
  /// The longest encoded word (RFC 2047 section 2).
  static let longest = 75

  let transcoder: Transcoder
  let part: MessagePart
  private let isBase64: Bool

  /// Chooses B or Q, whichever is shorter for this text.
  init(for text: String, _ transcoder: Transcoder, in part: MessagePart) throws(UnencodableText) {
    self.transcoder = transcoder
    self.part = part
    let bytes = try transcoder.encode(text, in: part)
    // RFC 1468 allows only B for ISO-2022-JP.
    isBase64 = transcoder.isStateful || (bytes.count + 2) / 3 * 4 < Self.quotedLength(bytes)
  }

  /// The length of an encoded word without its text, in bytes.
  var overhead: Int { transcoder.charset.text.utf8.count + "=?".count + "?B?".count + "?=".count }

  /// Takes as many characters from a text as fit; nil when not even one does.
  ///
  /// Each word is a text of its own: no character is divided between two words, and words in a set
  /// with shift states end in ASCII (RFC 2047 sections 3 and 5).
  func next(_ text: inout Substring, capacity: Int) throws(UnencodableText) -> String? {
    let space = min(capacity, Self.longest) - overhead
    var end = try longest(of: text, space) { text.index(after: $0) }
    // A character with so many combining marks that it fills a line is divided between its scalars.
    if end == text.startIndex, capacity >= Self.longest {
      end = try longest(of: text, space) { text.unicodeScalars.index(after: $0) }
    }
    guard end > text.startIndex else { return nil }
    let word = wrapped(try transcoder.encode(String(text[..<end]), in: part))
    text = text[end...]
    return word
  }

  /// The end of the longest prefix whose encoded text fits into `space`.
  private func longest(
    of text: Substring, _ space: Int, step: (String.Index) -> String.Index
  ) throws(UnencodableText) -> String.Index {
    var best = text.startIndex
    while best < text.endIndex {
      let end = step(best)
      let bytes = try transcoder.encode(String(text[..<end]), in: part)
      guard length(bytes) <= space else { break }
      best = end
    }
    return best
  }

  private func length(_ bytes: [UInt8]) -> Int {
    isBase64 ? (bytes.count + 2) / 3 * 4 : Self.quotedLength(bytes)
  }

  private func wrapped(_ bytes: [UInt8]) -> String {
    let text = isBase64 ? Data(bytes).base64EncodedString() : bytes.map(Self.quoted).joined()
    return "=?\(transcoder.charset.text)?\(isBase64 ? "B" : "Q")?\(text)?="
  }

  private static func quotedLength(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + quoted($1).utf8.count }
  }

  /// A byte in Q encoding; only characters allowed in a phrase stay plain (section 5, rule 3).
  private static func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"):
      String(UnicodeScalar(byte))
    case UInt8(ascii: " "): "_"
    default: "=" + Hexadecimal.pair(byte)
    }
  }
}
