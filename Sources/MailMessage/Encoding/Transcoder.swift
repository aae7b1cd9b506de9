public import MailSettings
internal import SystemAccess

/// Encodes text in a character set, never substituting one character for another.
public struct Transcoder: Sendable {
  /// The character set of the bytes: the one asked for, or UTF-8 where that can't be mailed.
  public let charset: CharacterEncoding
  /// Characters that this set writes as an ASCII byte which readers show as ASCII: `¥` in Shift_JIS
  /// is the byte of the backslash.
  private let impostors: Set<Unicode.Scalar>

  /// Makes a transcoder.
  ///
  /// UTF-8 stands in for what is not allowed in mail (UTF-16) and for sets that are no superset of
  /// ASCII (EBCDIC, national variants of ISO 646): a header could not be read in those. So it does
  /// for a name with characters that an encoded word can't have, such as `ISO_6937:1992`.
  public init(_ encoding: CharacterEncoding) {
    let encoding = encoding.forMail
    if encoding != .utf8, Self.isToken(encoding.text),
      let impostors = Self.impostors(of: encoding.text)
    {
      charset = encoding
      self.impostors = impostors
    } else {
      charset = .utf8
      impostors = []
    }
  }

  /// Whether the set has more than one state, so that every line has to end in ASCII (RFC 1468).
  public var isStateful: Bool { charset.text.uppercased().contains("ISO-2022") }

  /// The bytes of a text, ending in the initial shift state.
  public func encode(_ text: String, in part: MessagePart) throws(UnencodableText) -> [UInt8] {
    if let bytes = bytes(of: text) { return bytes }
    var seen: Set<Character> = []
    var odd = text.filter {
      !$0.isASCII && seen.insert($0).inserted && bytes(of: String($0)) == nil
    }
    // Each character can be encoded alone, but not the whole text: no known set does this.
    if odd.isEmpty { odd = text.filter { !$0.isASCII } }
    throw UnencodableText(part: part, encoding: charset, characters: Array(odd))
  }

  /// The bytes of a text; nil if the set lacks one of its characters.
  func bytes(of text: String) -> [UInt8]? {
    if charset == .utf8 || (text.utf8.allSatisfy { $0 < 0x80 }) { return Array(text.utf8) }
    guard !impostors.isEmpty else { return checked(text) }
    guard !text.unicodeScalars.contains(where: impostors.contains) else { return nil }
    // ASCII is ASCII, whatever iconv's table says about the backslash.
    var result: [UInt8] = []
    var scalars = text.unicodeScalars[...]
    while !scalars.isEmpty {
      let ascii = scalars.prefix { $0.isASCII }
      result += ascii.map { UInt8(ascii: $0) }
      scalars = scalars.dropFirst(ascii.count)
      let other = scalars.prefix { !$0.isASCII }
      guard let bytes = checked(String(String.UnicodeScalarView(other))) else { return nil }
      result += bytes
      scalars = scalars.dropFirst(other.count)
    }
    return result
  }

  /// Reads the bytes back, since iconv drops some characters silently (language tags).
  private func checked(_ text: String) -> [UInt8]? {
    guard let bytes = Iconv.convert(Array(text.utf8), from: "UTF-8", to: charset.text),
      let back = Iconv.convert(bytes, from: charset.text, to: "UTF-8"),
      String(decoding: back, as: UTF8.self) == text
    else { return nil }
    return bytes
  }

  /// Whether it is a `token` (RFC 2047 section 2), with only the punctuation that charset names
  /// use.
  private static func isToken(_ name: String) -> Bool {
    name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_+".contains($0)) }
  }

  /// The impostors of a set; nil if the set is no superset of ASCII.
  private static func impostors(of name: String) -> Set<Unicode.Scalar>? {
    let printable = Array(UInt8(0x20)...0x7E)
    guard let bytes = Iconv.convert(printable, from: name, to: "UTF-8") else { return nil }
    let read = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    guard read.count == printable.count else { return nil }
    let odd = zip(printable, read).filter { Unicode.Scalar($0) != $1 }
    // The sets of this kind used in mail differ from ASCII only in the backslash and the tilde.
    guard odd.allSatisfy({ $0.0 == 0x5C || $0.0 == 0x7E }) else { return nil }
    return Set(odd.map(\.1))
  }
}
