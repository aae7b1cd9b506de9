internal import MailSettings
internal import SystemAccess

/// Sendings that end without a refusal: lost connections, sizes, encodings, `cancelled`, `unknown`.
extension Observation {
  /// The connection was lost after the sign-in began and before the final dot.
  var lostOnTheWay: Diagnosis {
    diagnose(
      .dataConnectionLost, .serverAdministrator,
      "The connection to \(attempt.place) was lost \(moment); the mail was not delivered.",
      [
        "Try again.",
        "If it happens again at the same point, ask the server's administrator; its log says why.",
      ])
  }

  /// Nothing came in time, after the sign-in began and before the final dot.
  var noAnswer: Diagnosis {
    diagnose(
      .dataConnectionLost, .serverAdministrator,
      "The server at \(attempt.place) stopped answering \(moment); the mail was not delivered.",
      ["Try again, with a longer time-out if the server is slow.", "Check the network connection."])
  }

  private var moment: String {
    switch step {
    case .authentication: "during the sign-in"
    case .sender: "at the sender"
    case .recipient: "at the recipient"
    case .message: "while the message was sent"
    case .incoming, .resolve, .connect, .greeting, .encryption, .certificate: "before the mail"
    }
  }

  /// The end is not known.
  var unknownOutcome: Diagnosis {
    diagnose(
      .dataUnknownOutcome, .unknown,
      "The connection was lost after the whole message: it may have been delivered, or not.",
      [
        "Look into the recipient's mailbox before anything else.",
        "Do not send again by itself: the mail could come twice.",
      ])
  }

  /// The message is larger than the server takes; the limit in octets where it is known.
  func tooLarge(limit: Int?) -> Diagnosis {
    let most = limit.map { " of \($0) bytes" } ?? ""
    return diagnose(
      .dataTooLarge, .you,
      "The message is larger than the limit\(most) of \(attempt.shownHost).",
      ["Send a smaller message.", "Or ask the server's administrator for a higher limit."])
  }

  /// A local part that is not ASCII needs SMTPUTF8 (RFC 6531).
  var noSMTPUTF8: Diagnosis {
    let isRecipient = attempt.sender.utf8.allSatisfy { $0 < 0x80 } && !attempt.recipient.isEmpty
    let address = isRecipient ? attempt.shownRecipient : attempt.shownSender
    let login = attempt.user.flatMap { try? MailAddress(typed: $0) }
    let own = login.flatMap { isRecipient || $0.needsSMTPUTF8 ? nil : $0.text }
    return diagnose(
      .senderSMTPUTF8, .you,
      "The server at \(attempt.place) cannot handle the international address \(address).",
      ["Use an address that has only ASCII characters before the @."],
      fixes: [
        own.map { .change(.sendFrom(attempt.shownUser), [.systemAddress: $0]) }
          ?? (isRecipient
            ? .changeRecipient(.changeAddress)
            : .open(.changeAddress, FormPlace(.systemAddress, .systemAddress)))
      ])
  }

  /// The encoding does not hold the text.
  func unencodable(_ characters: [String]) -> Diagnosis {
    let shown = characters.prefix(10).map { $0.printable(limit: 4) }.joined(separator: " ")
    let more = characters.count > 10 ? " and more" : ""
    return diagnose(
      .messageEncoding, .you, "The chosen encoding has no way to write \(shown)\(more).",
      ["Use UTF-8, in which every language can be written."],
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }

  var cancelled: Diagnosis {
    diagnose(.cancelled, .you, "The attempt was cancelled.", ["Start it again when you like."])
  }

  /// Nothing that is known: says so, with the library's own words.
  func other(_ text: String) -> Diagnosis {
    diagnose(
      .unknown, .unknown,
      "Something went wrong with \(attempt.place) for an unknown reason: \(text.quoted).",
      ["Show the transcript to whoever runs the server or the network."])
  }
}
