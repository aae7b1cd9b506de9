import Forms
import MailSettings
import SystemAccess

/// The words of the page about the queue and the relay.
enum QueueWords {
  static func relay(_ state: State) -> String {
    guard state.isRelayOn else {
      return
        "Other programs on this machine can send by this set-up, without its password, by SMTP on "
        + "this machine or as sendmail."
    }
    let listen = state.draft.relay.listen.value
    let smtp = listen.map {
      "SMTP: \($0.host) port \($0.port.number), no sign-in, no encryption; or sendmail."
    }
    let socket = state.draft.relay.socket.value.map { "Socket: \($0.text)." }
    let words = [
      "Other programs send by this set-up.", smtp, socket,
      state.isOfTheMachine
        ? "The relay has to run: systemctl enable --now postern-relay.socket"
        : "The relay has to run: postern relay",
    ]
    return words.compactMap(\.self).joined(separator: " ")
  }

  static func keeping(_ state: State) -> String {
    state.keepsMails
      ? "Mails that cannot be passed on now are kept and tried again, and given up after "
        + "\(state.draft[.queueGiveUpAfter].isEmpty ? WaitingTime.usual.text : state.draft[.queueGiveUpAfter])."
      : "Mails that cannot be passed on now are refused: the program that sends has to try again."
  }

  static func heading(_ look: QueueLook) -> String {
    let givenUp = look.mails.count(where: \.isGivenUp)
    let waiting = look.mails.count - givenUp
    let parts = [
      waiting == 1 ? "1 mail waits" : waiting > 1 ? "\(waiting) mails wait" : nil,
      givenUp == 1 ? "1 was given up" : givenUp > 1 ? "\(givenUp) were given up" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ") + ":"
  }

  static let empty = "No mail waits."

  /// Why a mail is in the queue.
  static func cause(_ mail: WaitingMail) -> String {
    mail.cause.map { "\(mail.state): \($0)" } ?? mail.state
  }

  static func deleting(_ mail: WaitingMail?) -> String {
    let whose = mail.map { " for \($0.recipients)" } ?? ""
    return "The mail\(whose) is deleted, and nobody is told."
  }

  static func sentence(_ end: QueueEnd) -> String {
    switch end {
    case .delivered: "Delivered."
    case .deleted: "Deleted."
    case .refused(let cause): "Refused for good: \(cause)"
    case .waits(let cause): cause.map { "It still waits: \($0)" } ?? "It still waits."
    case .failed(let failure): failure.error.wholeSentence
    case .noThread: "This machine has no thread left for it."
    }
  }

  static let mail = "Enter tries it at once, Delete deletes it."
}
