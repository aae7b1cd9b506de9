import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// Words about a test e-mail or a sign-in, beside its stages and its diagnosis.
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

  /// Tells which settings differ from those that were tested.
  static func changed(_ names: [String]) -> String {
    guard !names.isEmpty else { return "The form has changed since." }
    let list = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "Changed since: \(list) and more." : "Changed since: \(list)."
  }

  /// The title of a result from before the form was changed.
  static let before = "Before this change:"

  /// Tells that a test e-mail was delivered.
  static func works(_ trial: Trial) -> String {
    "Mail works: delivered to \(trial.recipient) at \(trial.time)."
  }

  static let notSaved = "Not saved yet: F2 saves the form as it is."

  /// The server's own words.
  static func said(_ reply: Reply) -> String {
    "Server said: \(reply.raw)".printable(limit: 400)
  }

  /// Tells what it may mean that a server takes long; a silent one may wait for TLS.
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

extension Trial {
  /// How it ended, where no diagnosis tells it.
  func sentence(of panel: Field.Panel) -> String? {
    guard let report else { return nil }
    return switch report.outcome {
    case .delivered: TrialWords.works(self)
    case .accepted:
      panel == .incoming ? "Sign-in works, at \(time)." : "The server would accept the message."
    case .cancelled: "Cancelled. No mail was sent."
    case .unknown where report.diagnosis != nil: nil
    case .unknown:
      "It ended after the whole message was sent: the mail may have been delivered. Look into the "
        + "recipient's mailbox before you send again."
    case .failed: nil
    }
  }

  /// Which of the two senders a delivered test has proved; nil where there is only one.
  var proof: String? {
    let system = draft?.system.address.trimmed ?? ""
    switch (actor, draft?.message.sender.value ?? .system) {
    case (nil, .system): return nil
    case (nil, .user):
      return "This proves the mails of the system, from \(system). Mails that a user triggers come "
        + "from the user's address."
    case (let actor?, .user):
      return
        "This proves a mail that a user triggers: it came from \(actor.text). Mails of the system "
        + "come from \(system)."
    case (let actor?, .system):
      return "This proves a mail that a user triggers: it came from \(system), and replies go to "
        + "\(actor.text)."
    }
  }
}
