internal import SystemAccess

extension MicrosoftError {
  /// How many characters of a sentence, and of an id, are kept.
  private static let (longestText, longestID) = (1_000, 100)

  /// Reads an OAuth 2.0 error, and takes apart the ids and the time that Microsoft writes behind
  /// its sentence (`Trace ID: … Correlation ID: … Timestamp: …`).
  ///
  /// All texts are cut to a length and free of control characters. The answer's own members count
  /// before what the description says.
  package init(
    error: String, description: String?, codes: [Int] = [], suberror: String? = nil,
    traceID: String? = nil, correlationID: String? = nil, timestamp: String? = nil
  ) {
    let said = DescribedError(description ?? "")
    self.init(
      error: Self.id(error) ?? "unknown",
      code: said.code ?? codes.first { $0 > 0 }.map { "AADSTS\($0)" },
      text: said.sentence.printable(limit: Self.longestText),
      correlationID: Self.id(correlationID) ?? Self.id(said.correlationID),
      traceID: Self.id(traceID) ?? Self.id(said.traceID),
      timestamp: Self.id(timestamp) ?? Self.id(said.timestamp), suberror: Self.id(suberror))
  }

  private static func id(_ text: String?) -> String? {
    guard let text = text?.oneLine(longest: 4 * longestID), !text.isEmpty else { return nil }
    return text.printable(limit: longestID)
  }
}

/// A description taken apart: `AADSTS70043: The refresh token has … Trace ID: … Correlation ID: …
/// Timestamp: …`, on one line or several.
private struct DescribedError {
  var sentence: String
  var code: String?
  var traceID: String?
  var correlationID: String?
  var timestamp: String?

  private static var labels: [(label: String, path: WritableKeyPath<DescribedError, String?>)] {
    [("Trace ID:", \.traceID), ("Correlation ID:", \.correlationID), ("Timestamp:", \.timestamp)]
  }

  init(_ description: String) {
    let text = description.oneLine(longest: 8_192)
    let found = Self.labels.compactMap { label, path in
      text.firstRange(of: label).map { (range: $0, path: path) }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let end = found.first?.range.lowerBound ?? text.endIndex
    sentence = text[..<end].trimmed
    code = Self.code(in: sentence)
    for (index, part) in found.enumerated() {
      let next = index + 1 < found.count ? found[index + 1].range.lowerBound : text.endIndex
      self[keyPath: part.path] = text[part.range.upperBound..<next].trimmed
    }
  }

  /// The first AADSTS code with its number.
  private static func code(in text: String) -> String? {
    guard let start = text.firstRange(of: "AADSTS") else { return nil }
    let digits = text[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
    return (1...10).contains(digits.count) ? "AADSTS" + digits : nil
  }
}

extension String {
  /// The text on one line, cut to this many octets; runs of spaces and line ends become one space.
  fileprivate func oneLine(longest: Int) -> String {
    String(decoding: utf8.prefix(longest), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}

extension Substring {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
