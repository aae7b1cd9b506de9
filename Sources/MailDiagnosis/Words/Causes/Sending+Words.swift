internal import MailSettings
internal import SystemAccess

extension MessageCause {
  var sentence: String {
    switch self {
    case .connectionLost(let server, let stage): Self.sentence(lostTo: server, at: stage)
    case .noAnswer(let server, let stage): Self.sentence(silent: server, at: stage)
    case .unknownOutcome:
      "After the whole message no clear answer came: it may have been delivered, or not."
    case .tooLarge(let server, nil):
      "The message is larger than the limit of \(server.host.shown)."
    case .tooLarge(let server, let limit?):
      "The message is larger than the limit of \(limit) bytes of \(server.host.shown)."
    case .unencodable(let characters):
      characters.count > 10
        ? "The chosen encoding has no way to write \(characters.shownCharacters) and more."
        : "The chosen encoding has no way to write \(characters.shownCharacters)."
    case .rejected(let said):
      "The server took the addresses but rejected the message: \(said.quoted)."
    case .filtered(let said): "The server's filter does not let this mail through: \(said.quoted)."
    }
  }

  private static func sentence(lostTo server: Endpoint, at stage: Stage) -> String {
    let place = server.hostAndPort
    return switch stage {
    case .authentication:
      "The connection to \(place) was lost during the sign-in; the mail was not delivered."
    case .sender: "The connection to \(place) was lost at the sender; the mail was not delivered."
    case .recipient:
      "The connection to \(place) was lost at the recipient; the mail was not delivered."
    case .message:
      "The connection to \(place) was lost while the message was sent; the mail was not delivered."
    case .token, .incoming, .resolve, .connect, .greeting, .encryption, .certificate:
      "The connection to \(place) was lost before the mail; the mail was not delivered."
    }
  }

  private static func sentence(silent server: Endpoint, at stage: Stage) -> String {
    let place = server.hostAndPort
    return switch stage {
    case .authentication:
      "The server at \(place) stopped answering during the sign-in; the mail was not delivered."
    case .sender:
      "The server at \(place) stopped answering at the sender; the mail was not delivered."
    case .recipient:
      "The server at \(place) stopped answering at the recipient; the mail was not delivered."
    case .message:
      "The server at \(place) stopped answering while the message was sent; the mail was not delivered."
    case .token, .incoming, .resolve, .connect, .greeting, .encryption, .certificate:
      "The server at \(place) stopped answering before the mail; the mail was not delivered."
    }
  }

  var advice: [String] {
    switch self {
    case .connectionLost:
      [
        "Try again.",
        "If it happens again at the same point, ask the server's administrator; its log says why.",
      ]
    case .noAnswer:
      [
        "Try again, with a longer time-out if the server is slow.",
        "Check the network connection.",
      ]
    case .unknownOutcome:
      [
        "Look into the recipient's mailbox before anything else.",
        "Do not send again by itself: the mail could come twice.",
      ]
    case .tooLarge:
      ["Send a smaller message.", "Or ask the server's administrator for a higher limit."]
    case .unencodable: ["Use UTF-8, in which every language can be written."]
    case .rejected, .filtered:
      [
        "A filter for content or policy refused it: look up the server's words.",
        "Check that the sender's domain allows this server to send (SPF, DKIM, DMARC).",
      ]
    }
  }
}

extension [String] {
  /// The first ten of these characters.
  fileprivate var shownCharacters: String {
    prefix(10).map { $0.printable(limit: 4) }.joined(separator: " ")
  }
}

extension ServerCause {
  var sentence: String {
    switch self {
    case .trouble(let server, let said, _):
      "The server at \(server.hostAndPort) has trouble of its own at the moment: \(said.quoted)."
    case .limit(let said, _): "The provider's limit is reached: \(said.quoted)."
    case .malformed(let server, let said):
      "The server at \(server.hostAndPort) said something that is no reply: \(said.quoted)."
    case .outOfStep(let server, let said):
      "The server at \(server.hostAndPort) is out of step, so nothing was sent: it said \(said.quoted) where it had not been asked for that."
    case .refused(let server, let said):
      "The server at \(server.hostAndPort) refused for an unknown reason: \(said.quoted)."
    }
  }

  var advice: [String] {
    switch self {
    case .trouble(_, _, let passes): Self.advice(passes: passes)
    case .limit(_, let holder):
      ["Wait, and send less at a time: lower the connection limit.", holder.advice]
    case .malformed: [Self.brokenProtocol]
    case .outOfStep:
      [
        "Nobody could tell which answer belongs to which command, so nothing more was said.",
        Self.brokenProtocol,
      ]
    case .refused:
      [
        "Its own words, above, are all that is known: look for them in the provider's help.",
        "Show the transcript to the server's administrator.",
      ]
    }
  }

  /// Trouble that is sure to pass needs no change; what is only refused with 4xx may need one.
  static func advice(passes: Bool) -> [String] {
    passes
      ? ["Try again later; nothing has to be changed here."]
      : ["Try again later.", "If it lasts, ask the server's administrator what its words mean."]
  }

  private static let brokenProtocol =
    "The server, or something in between, breaks the protocol: tell its administrator."
}

extension LimitHolder {
  fileprivate var advice: String {
    switch self {
    case .microsoft:
      "Microsoft 365 allows 3 connections, 30 messages a minute, 10,000 recipients a day."
    case .address:
      "It counts what comes from this machine's address: sign in at your provider's server instead."
    case .account: "Ask the provider how much the account may send."
    }
  }
}
