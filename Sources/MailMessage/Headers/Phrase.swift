internal import MailSettings

/// A display name as it stands before an address.
struct Phrase: Equatable {
  let text: String

  init(_ name: String) {
    text = HeaderText(name).text
  }

  var isEmpty: Bool { text.isEmpty }

  /// Whether the name can't be a quoted string.
  ///
  /// That is so if it is not ASCII, has `=?`, which some readers decode even between quotes, or has
  /// a word too long for a line.
  var needsEncoding: Bool {
    text.utf8.contains { $0 >= 0x80 } || text.contains("=?")
      || quoted.contains { ($0.space + $0.text).utf8.count > HeaderField.encodedLimit }
  }

  /// Whether a text as it came is a phrase in ASCII (RFC 5322 section 3.2.5): words, and quoted
  /// strings without encoded words in them (RFC 2047 section 5). A full stop, as in initials, is
  /// obsolete outside of quotation marks.
  static func isValid(_ text: String) -> Bool {
    var isQuoted = false
    var isEscaped = false
    var previous: UInt8 = 0
    for octet in text.utf8 {
      guard octet.isPrintable else { return false }
      if isEscaped || isQuoted && octet == UInt8(ascii: "\\") {
        isEscaped.toggle()
      } else if octet == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isQuoted {
        if octet == UInt8(ascii: "?"), previous == UInt8(ascii: "=") { return false }
      } else if !octet.isPhraseText {
        return false
      }
      previous = octet
    }
    return !isQuoted && !isEscaped
  }

  /// The quoted string (RFC 5322 section 3.2.4), cut at its spaces, where it may be folded.
  var quoted: [Word] {
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    let words = "\"\(escaped)\"".split(separator: " ", omittingEmptySubsequences: false)
    // Several spaces make empty words: they go to the space before the next word.
    var result: [Word] = []
    var space = ""
    for word in words {
      space += " "
      guard !word.isEmpty else { continue }
      result.append(Word(space: space, text: String(word)))
      space = ""
    }
    return result
  }
}

extension UInt8 {
  /// A character of ASCII that is shown, a space or a tab.
  fileprivate var isPrintable: Bool { (0x20...0x7E).contains(self) || self == 0x09 }

  /// A character of a word, a space or a tab.
  fileprivate var isPhraseText: Bool { isAtomText || self == 0x20 || self == 0x09 }
}
