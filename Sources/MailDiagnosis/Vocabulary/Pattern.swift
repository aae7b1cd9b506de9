internal import MailDialogue

/// A pattern for a phrase that servers word in many ways, such as `not|never .. relay*`.
///
/// Words are separated by spaces. `a|b` is either word, `word*` any word that begins so, `#` a
/// number, `?word` an optional word, `..` up to four words, `...` up to twelve. What begins with
/// `~`, and phrases of languages without spaces between words, are searched in the whole text,
/// addresses of web pages included.
struct Pattern: Sendable {
  private enum Element: Sendable {
    case words([Word], isOptional: Bool)
    case gap(Int)
  }

  private struct Word: Sendable {
    let text: String
    let isPrefix: Bool

    init(_ text: Substring) {
      isPrefix = text.hasSuffix("*")
      self.text = String(isPrefix ? text.dropLast() : text)
    }

    func matches(_ word: String) -> Bool {
      if isPrefix { return word.utf8.count >= text.utf8.count && word.hasPrefix(text) }
      return word == text || text == "#" && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  private let elements: [Element]
  private let phrase: Phrases?

  init(_ text: some StringProtocol) {
    let isUnspaced = text.unicodeScalars.contains { $0.value >= 0x2E80 }
    if isUnspaced || text.hasPrefix("~") {
      phrase = Phrases([isUnspaced ? String(text) : String(text.dropFirst())])
      elements = []
    } else {
      phrase = nil
      elements = text.split(separator: " ").map { Self.element(Substring($0)) }
    }
  }

  private static func element(_ text: Substring) -> Element {
    switch text {
    case "..": .gap(4)
    case "...": .gap(12)
    default:
      .words(
        text.drop { $0 == "?" }.split(separator: "|").map(Word.init),
        isOptional: text.hasPrefix("?"))
    }
  }

  /// Where the phrase begins in a text, counted in words; nil when it is not there.
  func place(in text: RefusalText) -> Int? {
    if let phrase { return text.whole.has(phrase) ? 0 : nil }
    for start in text.words.indices where matches(0, text.words, start) { return start }
    return nil
  }

  /// Whether the elements from one on match the words from one on. It loops instead of recursing,
  /// since it runs a thousand times for each reply.
  private func matches(_ element: Int, _ words: [String], _ start: Int) -> Bool {
    guard element < elements.count else { return true }
    switch elements[element] {
    case .gap(let most):
      var next = start
      while next <= min(start + most, words.count) {
        if matches(element + 1, words, next) { return true }
        next += 1
      }
      return false
    case .words(let choices, let isOptional):
      if start < words.count {
        for choice in choices where choice.matches(words[start]) {
          if matches(element + 1, words, start + 1) { return true }
          break
        }
      }
      return isOptional && matches(element + 1, words, start)
    }
  }
}

/// Phrases of one meaning, separated by semicolons or line ends.
struct Patterns: ExpressibleByStringLiteral, Sendable {
  private let list: [Pattern]

  init(stringLiteral text: String) {
    list = text.split { $0 == ";" || $0.isNewline }.map { part in
      part.drop { $0 == " " }
    }.filter { !$0.isEmpty }.map { Pattern($0) }
  }

  /// Where the first of these phrases begins in a text, counted in words; nil when none is there.
  func place(in text: RefusalText) -> Int? { list.compactMap { $0.place(in: text) }.min() }

  /// Whether a text contains one of these phrases.
  func occur(in text: RefusalText) -> Bool {
    for pattern in list where pattern.place(in: text) != nil { return true }
    return false
  }
}

/// The phrases that the rules look for, by meaning; ``Pattern`` tells how they are written.
enum Vocabulary {}
