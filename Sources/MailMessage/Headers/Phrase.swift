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
