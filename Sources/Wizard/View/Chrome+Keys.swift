import Forms

extension Chrome {
  /// A key and what it does, in words of two lengths.
  struct KeyWord {
    var key: String
    var word: String
    var short: String
    /// Only where there is room.
    var isExtra = false

    init(_ key: String, _ word: String, short: String? = nil, isExtra: Bool = false) {
      (self.key, self.word, self.short) = (key, word, short ?? word)
      self.isExtra = isExtra
    }
  }

  /// Draws the keys that matter most, closer together where there is little room; the last ones are
  /// left out if they do not fit.
  func drawKeys(on canvas: inout Canvas) {
    let keys = self.keys
    let needed = keys.count { !$0.isExtra }
    let lines = [(gap: 3, isShort: false), (2, true), (1, true)].map { way in
      (words: keys.map { ($0.key, way.isShort ? $0.short : $0.word) }, gap: way.gap)
    }
    let fitting = lines.first { Self.columns($0.words.prefix(needed), gap: $0.gap) < columns - 1 }
    guard let (words, gap) = fitting ?? lines.last else { return }
    var column = 1
    for (key, word) in words {
      let width = CellWidth.of(key) + 1 + CellWidth.of(word)
      guard column + width < columns else { break }
      let place = Place(column: column, row: layout.keysRow)
      canvas.write(key, at: place, style: .title)
      canvas.write(word, at: Place(column: column + CellWidth.of(key) + 1, row: place.row))
      column += width + gap
    }
  }

  /// The width of keys and words in a line.
  private static func columns(_ words: some Collection<(String, String)>, gap: Int) -> Int {
    words.reduce(-gap) { $0 + CellWidth.of($1.0) + 1 + CellWidth.of($1.1) + gap }
  }
}
