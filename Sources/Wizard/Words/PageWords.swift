import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// Words of the first page, of the summary, and of a choice that is searched.
enum PageWords {
  /// The paragraphs of the first page of a first run.
  static let welcome = [
    "Postern sets up how this server's application sends e-mail, and proves that it works.",
    "Have ready: the address that mails shall come from, the mail server's name, and the user "
      + "name and password for it. Then a test e-mail is sent. This takes about three minutes.",
    "No setting is written before you save. Enter goes on, Tab moves between fields, F1 helps.",
  ]

  static func incomplete(_ problem: Problem) -> String { "Not complete yet: \(problem.sentence)." }

  /// The title of what saving would change.
  static let changes = "Changed, not saved yet"

  static func search(_ typed: String) -> String {
    typed.isEmpty ? "type to search" : "typed: \(typed)"
  }

  static let untested = "No test e-mail was delivered with these settings yet: F5 sends one."
}

/// Words about finding out how many connections a server accepts.
enum LimitWords {
  static func question(_ draft: Draft) -> String {
    let host = draft.outgoingEndpoint?.host.text.printable(limit: 60) ?? "the server"
    return
      "Up to 20 connections to \(host) are opened and signed in, one after the other, until it "
      + "refuses one, and all are closed again. No mail is sent."
  }

  static func sentence(_ found: FoundLimit) -> String {
    guard let refusal = found.refusal else {
      return "\(found.accepted) connections at once were accepted; more were not tried."
    }
    let said = refusal.reply.map { "the server said \($0.raw)" } ?? refusal.cause
    guard found.accepted > 0 else { return "No connection came about: \(said)" }
    let count = found.accepted == 1 ? "1 connection" : "\(found.accepted) connections"
    return "\(count) at once; for one more \(said)"
  }
}
