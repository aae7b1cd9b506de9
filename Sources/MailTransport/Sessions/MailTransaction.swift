internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// MAIL, RCPT and DATA of one mail on an open connection (RFC 5321 section 3.3).
struct MailTransaction {
  private let dialogue: Dialogue
  private let mail: RenderedMail
  private let envelope: Envelope
  private var conversation: Conversation { dialogue.conversation }
  private var ladder: Ladder { conversation.ladder }

  /// How much is handed to the connection at once.
  private static let chunk = 65_536

  init(_ dialogue: Dialogue, _ mail: RenderedMail, _ envelope: Envelope) {
    (self.dialogue, self.mail, self.envelope) = (dialogue, mail, envelope)
  }

  /// Sends the mail, or stops after the last recipient is accepted and takes all back by RSET.
  ///
  /// Either every recipient gets the mail or none: where one is refused, nothing is sent to the
  /// others, so that nobody gets it twice when it is sent again.
  func run(dryRun: Bool) throws(Interruption) {
    let body = DotStuffing(mail.bytes)
    try sender(size: body.size)
    try recipients()
    if dryRun {
      try takeBack()
      ladder.skip(.message, "dry run")
    } else {
      try message(body.bytes)
    }
  }

  /// The recipient is accepted, which was the question: a server that does not know RSET, or closes
  /// instead of answering it, changes nothing.
  private func takeBack() throws(Interruption) {
    do throws(Interruption) {
      _ = try dialogue.command("RSET", name: "RSET", within: .seconds(5))
    } catch {
      if error.ending == .cancelled { throw error }
      conversation.note("RSET: \(error.ending.words)")
    }
  }

  private func sender(size: Int) throws(Interruption) {
    ladder.begin(.sender)
    let parameters = try parameters(size: size)
    let command = "MAIL FROM:<\(envelope.sender.wire)>\(parameters)"
    let reply = try dialogue.command(command, name: "MAIL")
    guard reply.isPositive else { throw Interruption(.reply(reply)) }
    ladder.pass(.sender, envelope.sender.text)
  }

  private func parameters(size: Int) throws(Interruption) -> String {
    let offered = conversation.capabilities.map { $0.uppercased().split(separator: " ") }
    func has(_ keyword: Substring) -> Bool { offered.contains { $0.first == keyword } }
    var parameters = ""
    if let words = offered.first(where: { $0.first == "SIZE" }) {
      if let limit = words.dropFirst().first.flatMap({ Int($0) }), limit > 0, size > limit {
        throw Interruption(.tooLarge(limit: limit))
      }
      parameters += " SIZE=\(size)"
    }
    if mail.bytes.contains(where: { $0 >= 0x80 }), has("8BITMIME") {
      parameters += " BODY=8BITMIME"
    }
    if envelope.needsSMTPUTF8 {
      guard has("SMTPUTF8") else { throw Interruption(.noSMTPUTF8) }
      parameters += " SMTPUTF8"
    }
    return parameters
  }

  private func recipients() throws(Interruption) {
    ladder.begin(.recipient)
    for recipient in envelope.recipients {
      let reply = try dialogue.command("RCPT TO:<\(recipient.wire)>", name: "RCPT")
      guard reply.isPositive else {
        conversation.observation.attempt.recipient = recipient.text
        throw Interruption(.reply(reply))
      }
    }
    ladder.pass(.recipient, envelope.recipients.map(\.text).joined(separator: ", "))
  }

  private func message(_ body: [UInt8]) throws(Interruption) {
    ladder.begin(.message)
    let go = try dialogue.command("DATA", name: "DATA", success: 3...3, within: .seconds(120))
    guard go.code >= 400 || go.code == 354 else { throw Interruption(.outOfStep(go.raw)) }
    guard go.code == 354 else { throw Interruption(.reply(go)) }
    var start = 0
    while start < body.count {
      let end = min(start + Self.chunk, body.count)
      try dialogue.send(body[start..<end])
      start = end
    }
    conversation.note("\(mail.bytes.count) octets of the message sent")
    let reply = try finalReply()
    guard reply.code >= 400 || reply.isPositive else { throw Interruption(.unknownOutcome) }
    try checkThatItWasTheLast()
    guard reply.isPositive else { throw Interruption(.reply(reply)) }
    ladder.pass(.message, reply.text)
  }

  /// Two replies for one message: nobody can tell which of them is the message's.
  private func checkThatItWasTheLast() throws(Interruption) {
    do throws(Interruption) {
      try dialogue.checkStep()
    } catch  where error.ending.isOutOfStep {
      throw Interruption(.unknownOutcome)
    } catch {
      // The server takes leave.
    }
  }

  /// From the first octet of the final dot on the server may deliver: whatever ends the attempt
  /// then, a cancellation too, leaves the outcome unknown.
  private func finalReply() throws(Interruption) -> Reply {
    var isUnderWay = false
    do throws(Interruption) {
      try dialogue.send(Array(".\r\n".utf8)[...]) { isUnderWay = true }
      conversation.said(".", command: ".")
      return try dialogue.reply(within: .seconds(600))
    } catch {
      if case .reply = error.ending { throw error }
      if isUnderWay { throw Interruption(.unknownOutcome) }
      throw error
    }
  }
}
