import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// What is said around a test e-mail or a sign-in, beside its stages and its diagnosis.
enum TrialWords {
  /// What a test is sent with.
  static func usesForm(_ state: State) -> String {
    state.unsavedChanges == 0
      ? "Sends the form as it is."
      : "Sends the form as it is, \(state.unsavedLabel) included."
  }

  /// What keeps a test from being sent.
  static func notSent(_ obstacle: SettingProblem) -> String {
    "Not sent: \(obstacle.problem.sentence)."
  }

  /// What differs from the settings that were tested, by the names of what was changed.
  static func changed(_ names: [String]) -> String {
    guard !names.isEmpty else { return "The form has changed since." }
    let list = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "Changed since: \(list) and more." : "Changed since: \(list)."
  }

  /// The title of what was found before the form changed.
  static let before = "Before this change:"

  /// That a test e-mail has arrived.
  static func works(_ trial: Trial) -> String {
    "Mail works: delivered to \(trial.recipient) at \(trial.time)."
  }

  static let notSaved = "Not saved yet: F2 saves the form as it is."

  /// The server's own words.
  static func said(_ reply: Reply) -> String {
    "Server said: \(reply.raw)".printable(limit: 400)
  }

  /// What to think of a server that takes long; one that is silent may wait for TLS.
  static func waiting(isSilent: Bool) -> String {
    isSilent
      ? "Still waiting for the server. Esc cancels. A port for SSL is silent like this: then choose "
        + "SSL under Encryption."
      : "Still waiting for the server. Esc cancels."
  }

  /// The name of the incoming mailbox's password among what was changed.
  static let incomingPassword = "Incoming mailbox: Password"
  static let password = "Password"
  static let recipient = "Send to"
}
