import FoundationEssentials

/// A display name as written in a header: in quotation marks, or in encoded words (RFC 2047).
struct HeaderName {
  let text: String

  init(_ name: String) {
    let isPlain = name.isASCII && !name.holds("=?")
    text = isPlain ? Self.quoted(name) : Self.encoded(name)
  }

  /// A quoted string (RFC 5322 section 3.2.4).
  static func quoted(_ name: String) -> String {
    "\"" + name.putting("\\", before: "\"\\") + "\""
  }

  /// Encoded words of at most 45 bytes, which are 60 characters of base64: with `=?UTF-8?B?` and
  /// `?=` no word may have more than 75 (RFC 2047 section 2).
  private static func encoded(_ name: String) -> String {
    var words: [String] = []
    var bytes: [UInt8] = []
    for scalar in name.unicodeScalars {
      let next = Array(String(scalar).utf8)
      if bytes.count + next.count > 45 {
        words.append(word(bytes))
        bytes = []
      }
      bytes += next
    }
    return (words + [word(bytes)]).joined(separator: " ")
  }

  /// The name that encoded words of base64 stand for; any other text as it is.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for word in text.split(separator: " ") {
      guard word.lowercased().hasPrefix("=?utf-8?b?"), word.hasSuffix("?="),
        let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
      else { return text }
      bytes += data
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func word(_ bytes: [UInt8]) -> String {
    "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
  }
}
