import MailSettings

/// A header, written piece by piece and folded between pieces (RFC 5322 section 2.2.3).
///
/// A piece is a word with the space before it; folding puts CRLF before that space, so unfolding
/// gives the same text back.
struct HeaderField {
  /// Lines should not be longer, CRLF not counted (RFC 5322 section 2.1.1).
  static let softLimit = 78
  /// Lines of a header with encoded words must not be longer (RFC 2047 section 2).
  static let encodedLimit = 76
  /// The most octets of a word that stays as it came: with the field's name, it has to fit into
  /// 998.
  static let longestWord = 900

  private(set) var text: String
  private var column: Int
  private let limit: Int

  init(_ name: String, limit: Int = softLimit) {
    text = "\(name):"
    column = text.utf8.count
    self.limit = limit
  }

  /// The header with its final CRLF.
  var bytes: [UInt8] { Array(text.utf8) + LineEndings.crlf }

  /// A header whose value needs no encoding; it is folded at spaces.
  static func plain(_ name: String, _ value: String) -> HeaderField {
    var field = HeaderField(name)
    for word in Word.words(of: value) { field.append(word.text, after: word.space) }
    return field
  }

  /// Unstructured text, such as a subject; the words that need it are encoded.
  static func unstructured(
    _ name: String, _ value: String, _ transcoder: Transcoder
  ) throws(UnencodableText) -> HeaderField {
    let words = Word.words(of: HeaderText(value).text)
    // From the first to the last word that has to be encoded: a reader drops the space between
    // encoded words, so that what stands between has to be encoded as well (RFC 2047 section 6.2).
    let first = words.firstIndex(where: \.needsEncoding)
    let last = words.lastIndex(where: \.needsEncoding)
    guard let first, let last else { return plain(name, words) }
    var field = HeaderField(name, limit: encodedLimit)
    for word in words[..<first] { field.append(word.text, after: word.space) }
    try field.append(encoded: words[first...last], transcoder, in: .subject)
    for word in words[(last + 1)...] { field.append(word.text, after: word.space) }
    return field
  }

  /// Addresses with their display names: `"Your Server" <yourserver@yourdomain.com>, …`.
  static func mailboxes(
    _ name: String, _ mailboxes: [Mailbox], _ transcoder: Transcoder
  ) throws(UnencodableText) -> HeaderField {
    try list(
      name,
      mailboxes.map { .mailbox(name: $0.name?.text ?? "", address: $0.address.wire) }, transcoder)
  }

  /// A name with its address, or the address alone.
  mutating func append(
    _ phrase: Phrase, _ address: String, _ comma: String, _ transcoder: Transcoder
  ) throws(UnencodableText) {
    if phrase.isEmpty { return append(address + comma, after: " ") }
    try append(phrase, transcoder)
    append("<\(address)>" + comma, after: " ")
  }

  /// A name in encoded words, else as a quoted string.
  mutating func append(_ phrase: Phrase, _ transcoder: Transcoder) throws(UnencodableText) {
    if phrase.needsEncoding {
      try append(encoded: [Word(space: " ", text: phrase.text)], transcoder, in: .displayName)
    } else {
      for word in phrase.quoted { append(word.text, after: word.space) }
    }
  }

  private static func plain(_ name: String, _ words: [Word]) -> HeaderField {
    var field = HeaderField(name)
    for word in words { field.append(word.text, after: word.space) }
    return field
  }

  mutating func append(_ word: String, after space: String) {
    let length = space.utf8.count + word.utf8.count
    if column + length > limit, column > 0, !word.isEmpty { fold() }
    text += space + word
    column += length
  }

  private mutating func append(
    encoded words: ArraySlice<Word>, _ transcoder: Transcoder, in part: MessagePart
  ) throws(UnencodableText) {
    // The first space stays outside, where the header may be folded. It is dropped as a scalar: a
    // combining mark behind it would make the two one character.
    let whole = String(words.map { $0.space + $0.text }.joined().unicodeScalars.dropFirst())
    let encoder = try EncodedWord(for: whole, transcoder, in: part)
    var rest = whole[...]
    while !rest.isEmpty {
      let capacity = limit - column - 1
      // So little room at the end of a line is not worth a word.
      let isCramped = capacity < encoder.overhead + 16 && capacity < EncodedWord.longest
      if !isCramped, let word = try encoder.next(&rest, capacity: capacity) {
        append(word, after: " ")
      } else {
        fold()
      }
    }
  }

  private mutating func fold() {
    text += "\r\n"
    column = 0
  }
}
