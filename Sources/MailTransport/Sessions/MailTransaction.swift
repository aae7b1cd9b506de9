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
  /// See ``SMTPSession/offered``.
  private let offered: [[Substring]]
  /// The replies to the recipients that the server was asked about, in order.
  private(set) var replies: [(recipient: MailAddress, reply: Reply)] = []
  /// The reply to the final dot; nil before it.
  private(set) var finalReply: Reply?

  /// Whether the server has closed the session after its reply.
  private(set) var isServerGone = false

  /// How many octets are handed to the connection at once.
  private static let chunk = 65_536
  /// How many commands are sent before their replies are read: no buffer on either side may fill up
  /// (RFC 2920 section 3.1).
  private static let group = 50

  init(
    _ session: SMTPSession, _ mail: RenderedMail, _ envelope: Envelope, _ progress: StageProgress
  ) {
    (channel, offered) = (session.channel, session.offered)
    (self.mail, self.envelope, self.progress) = (mail, envelope, progress)
  }

  /// Sends the mail to all recipients that the server accepts. A dry run stops after the replies to
  /// them, and ends with RSET.
  ///
  /// Where no recipient is accepted, it throws the first refusal.
  ///
  /// - Parameter pipelining: whether commands may be sent together where the server offers
  /// PIPELINING.
  mutating func run(dryRun: Bool, pipelining: Bool) throws(AttemptFailure) {
    progress.begin(.sender)
    let content = content
    let parameters = try parameters(content)
    if pipelining, offers("PIPELINING") {
      try askTogether(parameters)
    } else {
      try sender(parameters)
      try recipients()
    }
    if dryRun {
      try takeBack()
      progress.skip(.message, .dryRun)
    } else {
      try message(content)
    }
  }

  /// Ends a dry run by RSET. The recipients are accepted, so it does not matter if the server does
  /// not know RSET or closes the connection.
  private func takeBack() throws(AttemptFailure) {
    do throws(AttemptFailure) {
      _ = try channel.command("RSET", name: "RSET", within: .seconds(5))
    } catch {
      if error.ending == .cancelled { throw error }
      channel.record.note(.notReset(error.ending))
    }
  }

  private func sender(_ parameters: String) throws(AttemptFailure) {
    let reply = try channel.command(mailCommand(parameters), name: "MAIL")
    guard reply.isPositive else { throw AttemptFailure(.reply(reply)) }
    progress.pass(.sender, .sender(envelope.sender))
  }

  private mutating func recipients() throws(AttemptFailure) {
    progress.begin(.recipient)
    for recipient in envelope.recipients {
      try take(try channel.command(recipientCommand(recipient), name: "RCPT"), to: recipient)
    }
    try judgeRecipients()
  }

  private func mailCommand(_ parameters: String) -> String {
    "MAIL FROM:<\(envelope.returnPath)>\(parameters)"
  }

  private func recipientCommand(_ recipient: MailAddress) -> String {
    "RCPT TO:<\(recipient.wire)>"
  }

  private mutating func take(_ reply: Reply, to recipient: MailAddress) throws(AttemptFailure) {
    replies.append((recipient, reply))
    // The server closes the session, which does not concern the recipient.
    if reply.code == 421 { throw AttemptFailure(.reply(reply)) }
  }

  /// Throws the first refusal where no recipient was accepted.
  private func judgeRecipients() throws(AttemptFailure) {
    let accepted = replies.filter(\.reply.isPositive)
    if accepted.isEmpty, let first = replies.first { throw AttemptFailure(.reply(first.reply)) }
    progress.pass(
      .recipient,
      .recipients(
        accepted: accepted.map(\.recipient),
        refused: replies.filter { !$0.reply.isPositive }.map(\.recipient)))
  }
}

/// What the server offers.
extension MailTransaction {
  private func offers(_ keyword: Substring) -> Bool { offered.contains { $0.first == keyword } }

  /// The message in the form that this server accepts.
  private var content: any MessageContent {
    guard mail.content.isEightBit, !offers("8BITMIME") else { return mail.content }
    return mail.sevenBit ?? mail.content
  }

  /// The parameters of MAIL (RFC 1870, RFC 6152, RFC 6531).
  private func parameters(_ content: any MessageContent) throws(AttemptFailure) -> String {
    var parameters = ""
    if let words = offered.first(where: { $0.first == "SIZE" }) {
      let size = content.size
      if let limit = words.dropFirst().first.flatMap({ Int($0) }), limit > 0, size > limit {
        throw AttemptFailure(.tooLarge(limit: limit))
      }
      parameters += " SIZE=\(size)"
    }
    if content.isEightBit, offers("8BITMIME") { parameters += " BODY=8BITMIME" }
    if envelope.needsSMTPUTF8 || mail.needsSMTPUTF8 {
      guard offers("SMTPUTF8") else { throw AttemptFailure(.noSMTPUTF8) }
      parameters += " SMTPUTF8"
    }
    return parameters
  }
}

/// Commands that are sent together (RFC 2920).
///
/// DATA is not among them: where no recipient is accepted, a server that still answers 354 would
/// have to be sent a message.
extension MailTransaction {
  private mutating func askTogether(_ parameters: String) throws(AttemptFailure) {
    var rest = envelope.recipients[...]
    var commands = [PipelinedCommand(name: "MAIL", line: mailCommand(parameters))]
    repeat {
      let group = rest.prefix(Self.group)
      rest = rest.dropFirst(Self.group)
      commands += group.map { PipelinedCommand(name: "RCPT", line: recipientCommand($0)) }
      let isFirst = commands.first?.name == "MAIL"
      try channel.sendTogether(commands)
      try takeReplies(to: group, isFirst: isFirst)
      commands = []
    } while !rest.isEmpty
    try judgeRecipients()
  }

  private mutating func takeReplies(
    to group: ArraySlice<MailAddress>, isFirst: Bool
  ) throws(AttemptFailure) {
    var refusal: Reply?
    if isFirst {
      let reply = try channel.answer(to: "MAIL")
      if reply.code == 421 { throw AttemptFailure(.reply(reply)) }
      if reply.isPositive {
        progress.pass(.sender, .sender(envelope.sender))
        progress.begin(.recipient)
      } else {
        refusal = reply
      }
    }
    for recipient in group {
      let reply = try channel.answer(to: "RCPT")
      // After a refused MAIL, the reply does not concern the recipient.
      if refusal == nil { try take(reply, to: recipient) }
    }
    guard let refusal else { return }
    channel.record.isAbout("MAIL")
    throw AttemptFailure(.reply(refusal))
  }
}

/// The message after DATA.
extension MailTransaction {
  private mutating func message(_ content: any MessageContent) throws(AttemptFailure) {
    progress.begin(.message)
    let go = try channel.command("DATA", name: "DATA", success: 3...3, within: .seconds(120))
    guard go.code >= 400 || go.code == 354 else { throw AttemptFailure(.outOfStep(go.raw)) }
    guard go.code == 354 else { throw AttemptFailure(.reply(go)) }
    try send(content)
    let reply = try end()
    finalReply = reply
    guard reply.code >= 400 || reply.isPositive else { throw AttemptFailure(.unknownOutcome) }
    try checkThatItWasTheLast()
    guard reply.isPositive else { throw AttemptFailure(.reply(reply)) }
    progress.pass(.message, .taken(reply))
  }

  /// Sends the content. If that cannot be read to its end, the connection is closed without the
  /// final dot, which would deliver half of the mail.
  private func send(_ content: any MessageContent) throws(AttemptFailure) {
    var pieces = content.pieces()
    var stuffing = DotStuffing()
    var wire: [UInt8] = []
    while let piece = try next(&pieces) {
      wire += stuffing.take(piece)
      if wire.count >= Self.chunk { try forward(&wire) }
    }
    wire += stuffing.finish()
    try forward(&wire)
    channel.record.note(.messageSent(octets: content.size))
  }

  private func next(_ pieces: inout any MessagePieces) throws(AttemptFailure) -> [UInt8]? {
    do throws(UnreadableMessage) { return try pieces.next() } catch {
      throw AttemptFailure(.system(.storage(errno: error.errno)))
    }
  }

  private func forward(_ wire: inout [UInt8]) throws(AttemptFailure) {
    var start = 0
    while start < wire.count {
      let end = min(start + Self.chunk, wire.count)
      try channel.send(wire[start..<end], isFollowed: true)
      start = end
    }
    wire.removeAll(keepingCapacity: true)
  }

  /// Throws if the server has sent another reply, since nobody can tell which one is the message's.
  private mutating func checkThatItWasTheLast() throws(AttemptFailure) {
    do throws(AttemptFailure) {
      try channel.checkStep()
    } catch  where error.ending.isOutOfStep {
      throw AttemptFailure(.unknownOutcome)
    } catch {
      // The server has replied and then closes the session, so it accepts no other mail.
      isServerGone = true
    }
  }

  /// Sends the final dot. From its first octet on the server may deliver the mail, so the outcome
  /// is unknown if anything ends the attempt, even a cancellation.
  private func end() throws(AttemptFailure) -> Reply {
    var isUnderWay = false
    do throws(AttemptFailure) {
      return try channel.finish { isUnderWay = true }
    } catch {
      if case .reply = error.ending { throw error }
      guard isUnderWay else { throw error }
      if error.ending == .cancelled, let reply = lateReply() { return reply }
      throw AttemptFailure(.unknownOutcome)
    }
  }

  /// What the server says within a second of a cancellation: mostly it has the mail by then.
  private func lateReply() -> Reply? {
    channel.deadline = Deadline(.seconds(1), cancellation: Cancellation())
    return try? channel.reply(within: .seconds(1))
  }
}
