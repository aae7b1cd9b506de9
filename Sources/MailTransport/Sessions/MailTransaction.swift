internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// MAIL, RCPT and DATA of one mail on an open connection (RFC 5321 section 3.3).
struct MailTransaction {
  private let channel: CommandChannel
  private let mail: RenderedMail
  private let envelope: Envelope
  private let progress: StageProgress
  /// What the server has said to each recipient that it was asked about, in order.
  private(set) var replies: [(recipient: MailAddress, reply: Reply)] = []
  /// What it has said to the message, once it was sent.
  private(set) var finalReply: Reply?

  /// Whether the server has taken leave behind its answer.
  private(set) var isServerGone = false

  /// How much is handed to the connection at once.
  private static let chunk = 65_536

  init(
    _ channel: CommandChannel, _ mail: RenderedMail, _ envelope: Envelope,
    _ progress: StageProgress
  ) {
    (self.channel, self.mail, self.envelope) = (channel, mail, envelope)
    self.progress = progress
  }

  /// Sends the mail to all recipients that the server accepts; or stops after the last of them was
  /// asked about and takes all back by RSET.
  ///
  /// Where nobody is accepted the mail has failed, by the server's first refusal.
  mutating func run(dryRun: Bool) throws(AttemptFailure) {
    let body = DotStuffing(mail.bytes)
    try sender(size: body.size)
    try recipients()
    if dryRun {
      try takeBack()
      progress.skip(.message, .dryRun)
    } else {
      try message(body.bytes)
    }
  }

  /// The recipient is accepted, which was the question: a server that does not know RSET, or closes
  /// instead of answering it, changes nothing.
  private func takeBack() throws(AttemptFailure) {
    do throws(AttemptFailure) {
      _ = try channel.command("RSET", name: "RSET", within: .seconds(5))
    } catch {
      if error.ending == .cancelled { throw error }
      channel.record.note(.notReset(error.ending))
    }
  }

  private func sender(size: Int) throws(AttemptFailure) {
    progress.begin(.sender)
    let parameters = try parameters(size: size)
    let command = "MAIL FROM:<\(envelope.sender.wire)>\(parameters)"
    let reply = try channel.command(command, name: "MAIL")
    guard reply.isPositive else { throw AttemptFailure(.reply(reply)) }
    progress.pass(.sender, .sender(envelope.sender))
  }

  private func parameters(size: Int) throws(AttemptFailure) -> String {
    let offered = channel.record.facts.capabilities.map { $0.uppercased().split(separator: " ") }
    func has(_ keyword: Substring) -> Bool { offered.contains { $0.first == keyword } }
    var parameters = ""
    if let words = offered.first(where: { $0.first == "SIZE" }) {
      if let limit = words.dropFirst().first.flatMap({ Int($0) }), limit > 0, size > limit {
        throw AttemptFailure(.tooLarge(limit: limit))
      }
      parameters += " SIZE=\(size)"
    }
    if mail.bytes.contains(where: { $0 >= 0x80 }), has("8BITMIME") {
      parameters += " BODY=8BITMIME"
    }
    if envelope.needsSMTPUTF8 {
      guard has("SMTPUTF8") else { throw AttemptFailure(.noSMTPUTF8) }
      parameters += " SMTPUTF8"
    }
    return parameters
  }

  private mutating func recipients() throws(AttemptFailure) {
    progress.begin(.recipient)
    for recipient in envelope.recipients {
      let reply = try channel.command("RCPT TO:<\(recipient.wire)>", name: "RCPT")
      replies.append((recipient, reply))
      // The server closes: that is no word about the recipient.
      if reply.code == 421 { throw AttemptFailure(.reply(reply)) }
    }
    let accepted = replies.filter(\.reply.isPositive)
    if accepted.isEmpty, let first = replies.first { throw AttemptFailure(.reply(first.reply)) }
    progress.pass(
      .recipient,
      .recipients(
        accepted: accepted.map(\.recipient),
        refused: replies.filter { !$0.reply.isPositive }.map(\.recipient)))
  }

  private mutating func message(_ body: [UInt8]) throws(AttemptFailure) {
    progress.begin(.message)
    let go = try channel.command("DATA", name: "DATA", success: 3...3, within: .seconds(120))
    guard go.code >= 400 || go.code == 354 else { throw AttemptFailure(.outOfStep(go.raw)) }
    guard go.code == 354 else { throw AttemptFailure(.reply(go)) }
    var start = 0
    while start < body.count {
      let end = min(start + Self.chunk, body.count)
      try channel.send(body[start..<end])
      start = end
    }
    channel.record.note(.messageSent(octets: mail.bytes.count))
    let reply = try end()
    finalReply = reply
    guard reply.code >= 400 || reply.isPositive else { throw AttemptFailure(.unknownOutcome) }
    try checkThatItWasTheLast()
    guard reply.isPositive else { throw AttemptFailure(.reply(reply)) }
    progress.pass(.message, .taken(reply))
  }

  /// Two replies for one message: nobody can tell which of them is the message's.
  private mutating func checkThatItWasTheLast() throws(AttemptFailure) {
    do throws(AttemptFailure) {
      try channel.checkStep()
    } catch  where error.ending.isOutOfStep {
      throw AttemptFailure(.unknownOutcome)
    } catch {
      // The server takes leave: it has answered, and takes no other mail.
      isServerGone = true
    }
  }

  /// From the first octet of the final dot on the server may deliver: whatever ends the attempt
  /// then, a cancellation too, leaves the outcome unknown.
  private func end() throws(AttemptFailure) -> Reply {
    var isUnderWay = false
    do throws(AttemptFailure) {
      return try channel.finish { isUnderWay = true }
    } catch {
      if case .reply = error.ending { throw error }
      if isUnderWay { throw AttemptFailure(.unknownOutcome) }
      throw error
    }
  }
}
