/// A server's text in lower case, in which phrases are searched.
package struct SearchText {
  private let bytes: [UInt8]

  package init(_ text: String) { bytes = Array(text.lowercased().utf8) }

  /// Whether the text contains one of the phrases.
  package func has(_ phrases: Phrases) -> Bool { phrases.list.contains(where: contains) }

  /// Compares bytes instead of characters: the tables of phrases are long.
  private func contains(_ phrase: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      phrase.withUnsafeBufferPointer { phrase in
        guard let first = phrase.first, text.count >= phrase.count else { return phrase.isEmpty }
        var start = 0
        while start <= text.count - phrase.count {
          if text[start] == first {
            var length = 1
            while length < phrase.count, text[start + length] == phrase[length] { length += 1 }
            if length == phrase.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }
}

/// Phrases to look for, in lower case.
package struct Phrases: ExpressibleByArrayLiteral, Sendable {
  let list: [[UInt8]]

  package init(_ phrases: [String]) { list = phrases.map { Array($0.utf8) } }

  package init(arrayLiteral phrases: String...) { self.init(phrases) }
}
