import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// What is said of finding out how many connections a server bears.
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
