/// A word of a header's text with the space before it.
struct Word: Equatable {
  let space: String
  let text: String

  /// The words of a text, the first one after the space that follows a header's colon.
  ///
  /// Space at the beginning or end of the text belongs to the word there, and so gets encoded:
  /// otherwise it would be lost.
  static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var rest = text[...]
    while !rest.isEmpty {
      let space = rest.prefix { $0 == " " }
      let word = rest.dropFirst(space.count).prefix { $0 != " " }
      rest = rest.dropFirst(space.count + word.count)
      if words.isEmpty {
        words.append(Word(space: " ", text: String(space + word)))
      } else if let last = words.last, word.isEmpty {
        words[words.count - 1] = Word(space: last.space, text: last.text + space)
      } else {
        words.append(Word(space: String(space), text: String(word)))
      }
    }
    return words
  }

  /// Whether the word can't stand in a header as it is.
  ///
  /// That is so if it is not ASCII, has space of its own, looks like an encoded word, or is too
  /// long for a line.
  var needsEncoding: Bool {
    text.contains(" ") || text.contains("=?") || text.utf8.contains { $0 >= 0x80 }
      || (space + text).utf8.count > HeaderField.encodedLimit
  }
}
