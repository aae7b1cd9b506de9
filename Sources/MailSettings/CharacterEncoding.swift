import Glibc

/// The character set of subject, body and display names, by its IANA name.
public struct CharacterEncoding: SettingValue, Hashable {
  /// The name registered at IANA, such as `ISO-8859-15`.
  public let text: String

  /// Reads an IANA name or an alias that iconv knows, such as `UTF8`, in either case.
  ///
  /// UTF-16 and its like are accepted, as the documented system offers them; ``forMail`` is what is sent.
  public init(typed text: String) throws(Problem) {
    guard text.utf8.count <= 40, text.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "/" })
    else { throw .unknownEncoding(text.printable(limit: 40)) }
    let name = Self.ianaName(text)
    guard let descriptor = iconv_open(name, "UTF-8"), descriptor != iconv_t(bitPattern: -1) else {
      throw .unknownEncoding(text)
    }
    iconv_close(descriptor)
    self.text = name
  }

  private init(known name: String) { text = name }

  /// The encoding that every language fits in, and the default.
  public static let utf8 = CharacterEncoding(known: "UTF-8")

  /// Whether text/plain may be in it: not UTF-16, UTF-32 and others whose line ends are not CR LF
  /// (RFC 2046 section 4.1.1, RFC 2781 section 4).
  public var isLegalInMail: Bool {
    let upper = text.uppercased()
    return ![
      "UTF-16", "UTF16", "UTF-32", "UTF32", "UCS", "UNICODE", "ISO-10646", "UTF-7", "EBCDIC", "IBM",
      "CSUCS", "CSUNICODE",
    ]
    .contains(where: upper.hasPrefix)
  }

  /// This encoding, or UTF-8 where this one is not allowed in a mail's text.
  public var forMail: CharacterEncoding { isLegalInMail ? self : .utf8 }

  /// The encodings that the wizard offers; any other that iconv knows can be typed.
  public static let offered: [CharacterEncoding] = offeredNames.map(Self.init(known:))

  private static let offeredNames =
    ["UTF-8", "US-ASCII"] + (1...16).filter { $0 != 12 }.map { "ISO-8859-\($0)" }
    + (1250...1258).map { "windows-\($0)" }
    + [
      "KOI8-R", "KOI8-U", "Shift_JIS", "ISO-2022-JP", "EUC-JP", "GB18030", "GB2312", "Big5",
      "EUC-KR",
      "TIS-620",
    ]

  /// The IANA spelling of a name, or the name itself in upper case where none is known.
  private static func ianaName(_ typed: String) -> String {
    let folded = fold(typed)
    if let name = offeredNames.first(where: { fold($0) == folded }) { return name }
    if let name = aliases[folded] { return name }
    for prefix in ["cp125", "win125", "ms125", "xcp125"] where folded.hasPrefix(prefix) {
      let number = "125" + folded.dropFirst(prefix.count)
      if offeredNames.contains("windows-\(number)") { return "windows-\(number)" }
    }
    for prefix in ["latin", "l", "iso8859", "88591"] where folded.hasPrefix(prefix) {
      if let name = iso8859(prefix: prefix, rest: folded.dropFirst(prefix.count)) { return name }
    }
    return typed.uppercased()
  }

  /// Latin-N is not ISO-8859-N beyond 4: Latin-5 is part 9, Latin-9 is part 15 (RFC 1345).
  private static func iso8859(prefix: String, rest: Substring) -> String? {
    guard let number = Int(rest) else { return nil }
    if prefix == "iso8859" { return offeredNames.first { $0 == "ISO-8859-\(number)" } }
    let parts = [1: 1, 2: 2, 3: 3, 4: 4, 5: 9, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16]
    return parts[number].map { "ISO-8859-\($0)" }
  }

  private static func fold(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static let aliases = [
    "ascii": "US-ASCII", "ansix341968": "US-ASCII", "646": "US-ASCII", "sjis": "Shift_JIS",
    "mskanji": "Shift_JIS", "shiftjis": "Shift_JIS", "windows31j": "windows-31j",
    "cp932": "windows-31j",
    "jis": "ISO-2022-JP", "ujis": "EUC-JP", "gbk": "GBK", "cp936": "GBK", "euccn": "GB2312",
    "koi8": "KOI8-R", "utf": "UTF-8", "unicode11utf8": "UTF-8", "uhc": "windows-949",
    "bigfive": "Big5", "cnbig5": "Big5", "euctw": "EUC-TW", "iso885911": "TIS-620",
    "utf16": "UTF-16", "utf16be": "UTF-16BE", "utf16le": "UTF-16LE", "utf32": "UTF-32",
  ]
}
