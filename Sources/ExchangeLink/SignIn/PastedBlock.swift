/// Pasted lines up to an empty one, joined without their white space.
///
/// Terminals and mails may break a URL anywhere, and no URL holds white space. The positions of the
/// white space are kept, since prose may follow a URL.
struct PastedBlock {
  /// White space between two characters.
  enum Gap {
    case space
    case line
  }

  private(set) var text: [Unicode.Scalar] = []
  /// The positions in `text` before which there was white space, in order.
  private(set) var gaps: [(position: Int, gap: Gap)] = []

  /// The blocks of a text, without the quote marks of mails (`>`) before its lines.
  static func all(in text: String) -> [PastedBlock] {
    var blocks = [PastedBlock()]
    for line in Self.cleaned(text).split(separator: "\n", omittingEmptySubsequences: false) {
      let words = Self.withoutQuoteMarks(line).split(separator: " ")
      if words.isEmpty {
        if !(blocks.last?.text.isEmpty ?? true) { blocks.append(PastedBlock()) }
      } else {
        blocks[blocks.count - 1].append(words)
      }
    }
    return blocks.filter { !$0.text.isEmpty }
  }

  /// All of a text as one block, its empty lines left out.
  static func whole(of text: String) -> PastedBlock {
    var block = PastedBlock()
    for line in Self.cleaned(text).split(separator: "\n") {
      block.append(Self.withoutQuoteMarks(line).split(separator: " "))
    }
    return block
  }

  private mutating func append(_ words: [Substring]) {
    for (index, word) in words.enumerated() {
      if !text.isEmpty { gaps.append((text.count, index == 0 ? .line : .space)) }
      text += Array(word.unicodeScalars)
    }
  }

  /// Whether each line is one word.
  var hasOnlyWholeLines: Bool { !gaps.contains { $0.gap == .space } }

  /// The text split at its white space.
  var words: [String] {
    let ends = gaps.map(\.position) + [text.count]
    return zip([0] + gaps.map(\.position), ends).map { string($0.0..<$0.1) }
  }

  func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  /// The positions within a range before which there was white space.
  func gaps(in range: Range<Int>) -> ArraySlice<(position: Int, gap: Gap)> {
    let first = firstGap(behind: range.lowerBound)
    return gaps[first..<max(first, firstGap(behind: range.upperBound - 1))]
  }

  private func firstGap(behind position: Int) -> Int {
    var range = 0..<gaps.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        gaps[middle].position > position
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }

  /// The last value of an answer without the prose after it, which begins at a space, or with a
  /// line of several words.
  func withoutProse(_ range: Range<Int>) -> Range<Int> {
    let inside = gaps(in: range)
    for index in inside.indices {
      let next = gaps.dropFirst(index + 1).first
      if gaps[index].gap == .space || next?.gap == .space {
        return range.lowerBound..<gaps[index].position
      }
    }
    return range
  }

  // MARK: - Cleaning

  /// Without what terminals, shells and HTML add: controls, characters without width, backslashes,
  /// and an ampersand's numeric references.
  private static func cleaned(_ text: String) -> String {
    var result = ""
    let plain = text.replacing("\u{1B}[200~", with: "").replacing("\u{1B}[201~", with: "")
      .replacing("\r\n", with: "\n")
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": result += "\n"
      case "\\", "\u{AD}", "\u{200B}"..."\u{200F}", "\u{2060}", "\u{FEFF}": continue
      case _ where scalar.properties.isWhitespace: result += " "
      case _ where scalar.properties.generalCategory == .control: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.replacing("&#38;", with: "&").replacing("&#x26;", with: "&")
  }

  private static func withoutQuoteMarks(_ line: Substring) -> Substring {
    line.drop { $0 == " " || $0 == ">" || $0 == "|" }
  }
}
