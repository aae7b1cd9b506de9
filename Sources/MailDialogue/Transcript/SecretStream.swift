/// The lines of one speaker, searched for secrets.
///
/// It keeps just enough of the earlier lines to find a secret that is broken over several.
struct SecretStream: Sendable {
  /// A piece of a secret that was found.
  struct Match {
    let place: FoldedText.Place
    let isBase64: Bool
  }

  /// Three views: the lines as they are; without reply codes; and that with its escapes decoded.
  private var views = [FoldedText](repeating: FoldedText(), count: 3)

  /// Adds a line and returns the pieces of secrets that it completes.
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

  /// The places merged to one for each line, with what was left out between them.
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

  /// The places at the end that may begin a secret.
  func unfinished(_ patterns: SecretPatterns) -> [FoldedText.Place] {
    views.flatMap { $0.places.suffix(patterns.unfinished(in: $0.bytes)) }
  }
}
