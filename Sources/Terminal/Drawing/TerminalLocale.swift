internal import CNcurses
internal import Glibc

/// Which characters the terminal can presumably show, by LC_ALL, LC_CTYPE and LANG.
///
/// LANG=C, or nothing set, says nothing about the terminal (cron, containers, rescue systems), so
/// C.UTF-8 is used. LC_ALL or LC_CTYPE is set by someone who means it: with C or a charset other
/// than UTF-8 there, the wizard draws ASCII. Of a locale that is not installed, the name decides.
struct TerminalLocale {
  /// Whether signs and borders beyond ASCII may be drawn.
  let isUTF8: Bool
  /// How typed bytes are read.
  let charset: Charset

  /// Which locale to set, by the environment alone.
  enum Choice: Equatable {
    /// Nobody chose: C.UTF-8.
    case utf8ByDefault
    /// setlocale(3) reads the environment; when it can't, the name tells whether UTF-8 was meant.
    case named(meansUTF8: Bool)
  }

  static func choice(lcAll: String?, lcCtype: String?, lang: String?) -> Choice {
    if let name = [lcAll, lcCtype].compactMap(\.self).first(where: { !$0.isEmpty }) {
      return .named(meansUTF8: namesUTF8(name))
    }
    guard let lang, !lang.isEmpty, lang != "C", lang != "POSIX" else { return .utf8ByDefault }
    return .named(meansUTF8: namesUTF8(lang))
  }

  /// Sets the locale of this process, LC_CTYPE only: numbers and messages stay as they are.
  static func adopt() -> TerminalLocale {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    switch choice(
      lcAll: variable("LC_ALL"), lcCtype: variable("LC_CTYPE"), lang: variable("LANG"))
    {
    case .utf8ByDefault: return adoptUTF8()
    case .named(let meansUTF8):
      if setlocale(LC_CTYPE, "") != nil { return current() }
      return meansUTF8 ? adoptUTF8() : current()
    }
  }

  private static func adoptUTF8() -> TerminalLocale {
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      break
    }
    return current()
  }

  private static func current() -> TerminalLocale {
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
    if isUTF8Name(codeset) { return TerminalLocale(isUTF8: true, charset: .utf8) }
    // The C locale says nothing about bytes above 0x7F; UTF-8 is by far the likeliest.
    guard codeset != "ANSI_X3.4-1968" else {
      return TerminalLocale(isUTF8: false, charset: .utf8)
    }
    let upper = (0x80...0xFF).map { Unicode.Scalar(postern_scalar_of_byte($0)) }
    return TerminalLocale(isUTF8: false, charset: .singleByte(upper))
  }

  /// Whether a locale's name ends in UTF-8: `de_DE.UTF-8@euro`, or `UTF-8` alone, as macOS sends
  /// it over SSH.
  private static func namesUTF8(_ name: String) -> Bool {
    let charset = name.split(separator: "@").first?.split(separator: ".").last
    return charset.map { isUTF8Name(String($0)) } ?? false
  }

  private static func isUTF8Name(_ name: String) -> Bool {
    name.lowercased().filter { $0 != "-" } == "utf8"
  }
}

/// How a terminal's bytes encode characters.
enum Charset: Equatable, Sendable {
  case utf8
  /// One byte per character: the scalars of the bytes 0x80 to 0xFF, nil where there is none.
  case singleByte([Unicode.Scalar?])

  /// Decodes bytes; what is not valid becomes U+FFFD.
  func text(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .singleByte:
      var result = String.UnicodeScalarView()
      for byte in bytes { result.append(scalar(byte) ?? Self.replacement) }
      return String(result)
    }
  }

  /// The scalar that one byte alone stands for; nil where there is none.
  func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    switch self {
    case .utf8: return nil
    case .singleByte(let upper): return upper[Int(byte) - 0x80]
    }
  }

  /// Stands for what could not be read.
  static let replacement: Unicode.Scalar = "\u{FFFD}"
}
