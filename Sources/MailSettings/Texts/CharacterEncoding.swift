internal import SystemAccess

/// The character set of subject, body and display names, by its IANA name.
public struct CharacterEncoding: SettingValue, Hashable {
  /// The name registered at IANA, such as `ISO-8859-15`.
  public let text: String

  /// Reads an IANA name or an alias that iconv knows, such as `UTF8`, in either case.
  ///
  /// UTF-16 and its like are accepted, as the documented system offers them; ``forMail`` is what is
  /// sent.
  public init(typed text: String) throws(Problem) {
    // The usual one needs no table, which every command would make.
    if text == Self.utf8.text {
      self = .utf8
      return
    }
    // A slash would pass options to iconv, such as `//TRANSLIT`, which puts `?` for what does not
    // fit.
    guard text.utf8.count <= 40, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x2F })
    else { throw .unknownEncoding(text) }
    let name = Self.ianaName(text)
    guard Self.bytes(of: "A", in: name) != nil else { throw .unknownEncoding(text) }
    self.text = name
  }

  private init(known name: String) { text = name }

  /// The encoding that every language fits in, and the default.
  public static let utf8 = CharacterEncoding(known: "UTF-8")

  /// Whether text/plain may be in it: not UTF-16, EBCDIC and others whose line ends are not the
  /// bytes CR LF (RFC 2046 section 4.1.1, RFC 2781 section 4), nor UTF-7, which can disguise ASCII
  /// characters.
  public var isLegalInMail: Bool {
    !text.uppercased().hasPrefix("UTF-7")
      && Self.bytes(of: "A\r\n", in: text)?.suffix(3) == [0x41, 0x0D, 0x0A]
  }

  /// This encoding, or UTF-8 where this one is not allowed in a mail's text.
  public var forMail: CharacterEncoding { isLegalInMail ? self : .utf8 }

  /// The encodings that the wizard offers; any other that iconv knows can be typed.
  public static let offered: [CharacterEncoding] = EncodingNames.offered.map(Self.init(known:))

  /// The names of ``offered``.
  public static let choices = EncodingNames.offered

  /// The IANA spelling of a name, or the name itself in upper case where none is known.
  private static func ianaName(_ typed: String) -> String {
    EncodingNames.iana(typed) ?? typed.uppercased()
  }

  /// A text in the character set of this name, nil where iconv has none.
  static func bytes(of text: String, in name: String) -> [UInt8]? {
    Iconv.convert(Array(text.utf8), from: "UTF-8", to: name)
  }
}
