internal import SystemAccess

extension MicrosoftError {
  /// An error by `error` and `error_description`, as they came: the description has an AADSTS code
  /// before its sentence, and ids and the time behind it.
  public init(error: String, description: String, suberror: String? = nil) {
    let lines = description.split(whereSeparator: \.isNewline).map { $0.printable(limit: 2_000) }
    let text = lines.joined(separator: " ").printable(limit: 4_000)
    self.init(
      error: error.printable(limit: 100), code: Self.code(in: text), text: Self.sentence(of: text),
      correlationID: Self.word(behind: "Correlation ID:", in: text),
      traceID: Self.word(behind: "Trace ID:", in: text),
      timestamp: Self.time(in: text), suberror: suberror?.printable(limit: 100))
  }

  /// `AADSTS70043`
  private static func code(in text: String) -> String? {
    let prefix = "AADSTS"
    for part in text.split(separator: prefix, omittingEmptySubsequences: false).dropFirst() {
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      if (3...10).contains(digits.count) { return prefix + digits }
    }
    return nil
  }

  private static let marks = ["Trace ID:", "Correlation ID:", "Timestamp:"]

  private static func sentence(of text: String) -> String {
    let ends = marks.compactMap { text.ranges(of: $0).first?.lowerBound }
    let sentence = String(text[..<(ends.min() ?? text.endIndex)])
    return String(sentence.reversed().drop { $0 == " " }.reversed())
  }

  private static func word(behind mark: String, in text: String) -> String? {
    rest(behind: mark, in: text)?.split(separator: " ").first.map { $0.printable(limit: 100) }
  }

  /// `2026-11-25 10:00:00Z`
  private static func time(in text: String) -> String? {
    let words = rest(behind: "Timestamp:", in: text)?.split(separator: " ").prefix(2) ?? []
    return words.isEmpty ? nil : words.joined(separator: " ").printable(limit: 40)
  }

  private static func rest(behind mark: String, in text: String) -> Substring? {
    text.ranges(of: mark).first.map { text[$0.upperBound...] }
  }
}

extension Substring {
  fileprivate func printable(limit: Int) -> String { String(self).printable(limit: limit) }
}
