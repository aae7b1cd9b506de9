import MailDiagnosis
import MailDialogue
import MailSettings
import OutgoingMail

/// Words about the search for the limit of connections.
enum LimitWords {
  static func connected(_ count: Int) -> String { "\(count) connection\(count == 1 ? "" : "s") …" }

  static func ask(_ server: Endpoint) -> String {
    "Open up to \(LimitSearch.ceiling) connections to \(server.host.text), one after the other, "
      + "and close them again? No mail is sent. [y/N] "
  }
}

extension FoundLimit {
  /// What was found, in sentences.
  func lines(_ limit: Int?) -> [String] {
    guard let refusal else {
      return ["\(accepted) connections at once were accepted; no limit was met, and no more tried."]
    }
    let reply = refusal.reply.map { "Server said: \($0.raw)" }
    guard accepted > 0 else {
      let cause = "No connection came about. \(refusal.cause) [\(refusal.id)]"
      return [cause] + refusal.advice.map { "  • \($0)" } + [reply].compactMap(\.self)
    }
    let first =
      "The server takes \(accepted) connection\(accepted == 1 ? "" : "s") at once; one more was refused."
    return [first, reply ?? "\(refusal.cause)"]
      + (limit == accepted ? ["The limit is set so already."] : [])
  }
}

/// Why the search does not begin.
extension Failure {
  static let nobodyToAsk = Self(
    .usage, "This opens many connections to the server; say --yes where nobody can be asked.")

  static let nothingTried = Self(.temporary, "Nothing was tried.")
}
