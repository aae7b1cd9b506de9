internal import MailDiagnosis

/// What libcurl's codes leave open, read from the dialogue.
extension Conversation {
  /// Whether a positive answer to STARTTLS was the last thing that came.
  var isAfterSTARTTLS: Bool {
    guard let command = observation.lastCommand, ["STARTTLS", "STLS"].contains(command) else {
      return false
    }
    return lastReply.map { $0.code == 220 } ?? lastLine.map { !$0.isRefusal } ?? false
  }

  /// The server's no to STARTTLS; nil when it was not asked.
  var refusalOfTLS: Ending? {
    guard let command = observation.lastCommand, ["STARTTLS", "STLS"].contains(command) else {
      return nil
    }
    return lastReply.map(Ending.reply) ?? lastLine.map(Ending.line)
  }

  /// The last answer, where it was a no.
  var lastRefusal: Ending? {
    if let reply = lastReply, !reply.isPositive { return .reply(reply) }
    if let line = lastLine, line.isRefusal { return .line(line) }
    return nil
  }

  /// What the server said before it closed the connection: a 421 at any time (RFC 5321 section 3.8), or a no
  /// to EHLO, after which libcurl has still tried HELO.
  var farewell: Ending? {
    if let reply = lastReply, reply.code == 421 { return .reply(reply) }
    if observation.lastCommand == "HELO", let refusalOfEHLO { return .reply(refusalOfEHLO) }
    if let line = lastLine, line.uppercased().hasPrefix("* BYE") { return .line(line) }
    return nil
  }
}
