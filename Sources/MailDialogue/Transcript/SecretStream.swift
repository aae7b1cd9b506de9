/// What one speaker says, in the ways in which a secret may stand in it.
///
/// Keeps just enough of the lines before to find a secret that is broken over several.
struct SecretStream: Sendable {
  /// A piece of a secret that was found.
  struct Match {
    let place: FoldedText.Place
    let isBase64: Bool
  }

  /// As it stands, code included; without reply codes; and that with its escapes decoded.
  private var views = [FoldedText](repeating: FoldedText(), count: 3)

  /// Adds a line and gives the pieces of secrets that it completes.
  mutating func add(_ line: HeldLine, _ patterns: SecretPatterns) -> [Match] {
    let bytes = line.bytes
    views[0].append(bytes, line: line.number, from: 0)
    views[1].append(bytes, line: line.number, from: line.textStart)
    views[2].appendDecoded(bytes, line: line.number, from: line.textStart)
    var found: [Match] = []
    for index in views.indices {
      for match in patterns.matches(in: views[index].bytes) {
        found += Self.spans(views[index].places[match.range]).map {
          Match(place: $0, isBase64: match.isBase64)
        }
      }
      views[index].keepLast(SecretPatterns.window - 1)
    }
    return found
  }

  /// The places of each line as one, what was folded away between them included.
  private static func spans(_ places: ArraySlice<FoldedText.Place>) -> [FoldedText.Place] {
    places.reduce(into: []) { spans, place in
      if let last = spans.last, last.line == place.line {
        let range = last.range.lowerBound..<place.range.upperBound
        spans[spans.count - 1] = FoldedText.Place(line: last.line, range: range)
      } else {
        spans.append(place)
      }
    }
  }

  /// The places at the end that may be the beginning of a secret.
  func unfinished(_ patterns: SecretPatterns) -> [FoldedText.Place] {
    views.flatMap { $0.places.suffix(patterns.unfinished(in: $0.bytes)) }
  }
}
