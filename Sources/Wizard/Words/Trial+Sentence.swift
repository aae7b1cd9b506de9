import Forms
import MailDiagnosis
import MailSettings

extension Trial {
  /// How it ended, where no diagnosis says it.
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
