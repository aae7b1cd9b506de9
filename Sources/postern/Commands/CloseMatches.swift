/// The names that are close to a mistyped one.
enum CloseMatches {
  /// At most three names that were probably meant, the likeliest first.
  static func of(_ word: String, in names: [String]) -> [String] {
    let word = word.lowercased()
    let limit = word.utf8.count < 4 ? 1 : min(3, max(2, word.utf8.count / 3))
    let ranked = names.compactMap { name -> (name: String, distance: Int)? in
      if name.split(separator: ".").last.map(String.init) == word { return (name, 0) }
      let distance = distance(Array(word.utf8), Array(name.utf8))
      return distance <= limit ? (name, distance) : nil
    }
    return ranked.sorted { $0.distance < $1.distance }.prefix(3).map(\.name)
  }

  /// The fewest insertions, deletions and replacements between two words (Levenshtein).
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (index, byte) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in 1..<(other.count + 1) {
        let above = row[column]
        row[column] = min(
          above + 1, row[column - 1] + 1, diagonal + (byte == other[column - 1] ? 0 : 1))
        diagonal = above
      }
    }
    return row[other.count]
  }
}
