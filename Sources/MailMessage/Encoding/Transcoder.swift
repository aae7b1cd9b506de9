public import MailSettings
internal import SystemAccess

/// Turns text into the bytes of a character set, and never puts another character in its place.
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
    // Each by itself passes, but not together: no set is known to do this, and none may lose text.
    if odd.isEmpty { odd = text.filter { !$0.isASCII } }
    throw UnencodableText(part: part, encoding: charset, characters: Array(odd))
  }

  /// Nil when a character is not in the set.
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

  /// Reads the bytes back, since iconv drops some characters without a word (language tags).
  private func checked(_ text: String) -> [UInt8]? {
    guard let bytes = Iconv.convert(Array(text.utf8), from: "UTF-8", to: charset.text),
      let back = Iconv.convert(bytes, from: charset.text, to: "UTF-8"),
      String(decoding: back, as: UTF8.self) == text
    else { return nil }
    return bytes
  }

  /// RFC 2047 section 2, `token`, without what no registered name needs.
  private static func isToken(_ name: String) -> Bool {
    name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_+".contains($0)) }
  }

  /// Nil when the set is no superset of ASCII.
  private static func impostors(of name: String) -> Set<Unicode.Scalar>? {
    let printable = Array(UInt8(0x20)...0x7E)
    guard let bytes = Iconv.convert(printable, from: name, to: "UTF-8") else { return nil }
    let read = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    guard read.count == printable.count else { return nil }
    let odd = zip(printable, read).filter { Unicode.Scalar($0) != $1 }
    // The backslash and the tilde are all that the mailed sets of this kind disagree about.
    guard odd.allSatisfy({ $0.0 == 0x5C || $0.0 == 0x7E }) else { return nil }
    return Set(odd.map(\.1))
  }
}
