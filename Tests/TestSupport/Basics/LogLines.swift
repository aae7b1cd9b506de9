enum LogLines {
  /// Waits until a log holds a text, and returns the lines that do.
  static func wait(
    for text: String, within seconds: Double, log: @Sendable () -> String
  ) async throws -> [String] {
    do {
      return try await Waiting.until("\"\(text)\" in the log", within: seconds) { () async in
        let lines = log().split(separator: "\n").filter { $0.contains(text) }.map(String.init)
        return lines.isEmpty ? nil : lines
      }
    } catch let failure as TestFailure {
      throw TestFailure("\(failure)\n\(excerpt(log()))")
    }
  }

  /// The end of a log, for a message.
  static func excerpt(_ log: String) -> String {
    log.split(separator: "\n").suffix(60).joined(separator: "\n")
  }
}
