internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// Commands and replies on an open connection, one at a time.
///
/// Whatever waits before a command is sent would be taken for its answer, and every answer from
/// then on for that of the next command: a mail would count as delivered that was refused. So
/// nothing may wait then.
final class Dialogue {
  let conversation: Conversation
  let connection: Connection
  let patience: Patience
  private var splitter = LineSplitter()
  /// Whole lines that have come and were not read yet.
  private(set) var waiting: [[UInt8]] = []
  /// Why nothing more will come; what waits is read before.
  private(set) var loss: Interruption?
  /// The beginning of a line whose end has not come.
  var unfinished: [UInt8] { splitter.pending }

  /// How long RFC 5321 section 4.5.3.2 lets a server think over a command.
  static let commandTime = Duration.seconds(300)

  init(_ connection: Connection, patience: Patience) {
    self.connection = connection
    self.patience = patience
    conversation = connection.conversation
  }

  /// Sends a command and waits for its reply.
  ///
  /// - Parameters:
  ///   - name: what the diagnosis knows the command by; nil for a line that continues one.
  ///   - success: the first digit of a reply that is no refusal (RFC 5321 section 4.2.1).
  func command(
    _ line: String, name: String?, success: ClosedRange<Int> = 2...2,
    within limit: Duration = commandTime
  ) throws(Interruption) -> Reply {
    try checkStep()
    conversation.said(line, command: name)
    try sendLine(line, patience.atMost(limit))
    let reply = try reply(within: limit)
    guard reply.code >= 400 || success.contains(reply.code / 100) else {
      throw Interruption(.outOfStep(reply.raw))
    }
    return reply
  }

  /// Sends a part of a message. What comes before its end is a refusal, or out of step.
  func send(_ bytes: ArraySlice<UInt8>, began: () -> Void = {}) throws(Interruption) {
    try checkBeforeTheEnd()
    do throws(Interruption) {
      try connection.send(bytes, patience, began: began) { () throws(Interruption) in
        try checkBeforeTheEnd()
      }
    } catch {
      throw lastWords(error)
    }
  }

  /// Waits for a whole reply of an SMTP server.
  func reply(within limit: Duration = commandTime) throws(Interruption) -> Reply {
    conversation.forgetReply()
    return try read(patience.atMost(limit)) { $0.lastReply }
  }

  /// Sends a command to an IMAP or POP3 server and waits for its status line: tagged, `+OK` or
  /// `-ERR`, a continuation, or IMAP's untagged BYE.
  func line(
    _ line: String, tag: String? = nil, name: String?, within limit: Duration = commandTime
  ) throws(Interruption) -> String {
    try checkStep()
    conversation.said(line, command: name)
    conversation.forgetReply()
    try sendLine(line, patience.atMost(limit))
    return try read(patience.atMost(limit)) { conversation in
      conversation.lastLine.flatMap { line in
        let isStatus =
          tag.map { line.hasPrefix($0 + " ") || line.hasPrefix("+") || line.isGoodbye } ?? true
        return isStatus ? line : nil
      }
    }
  }

  /// Waits for the end of what a POP3 server lists behind its `+OK` (RFC 1939 section 3).
  func restOfList() throws(Interruption) {
    _ = try read(patience.atMost(Self.commandTime)) { $0.isListComplete ? true : nil }
  }
}

extension Dialogue {
  private func sendLine(_ line: String, _ patience: Patience) throws(Interruption) {
    do throws(Interruption) {
      try connection.send((Array(line.utf8) + [0x0D, 0x0A])[...], patience)
    } catch {
      throw lastWords(error)
    }
  }

  /// Reads until there is an answer.
  func read<Answer>(
    _ patience: Patience, until answer: (Conversation) -> Answer?
  ) throws(Interruption) -> Answer {
    while true {
      while let line = nextLine() {
        if let ending = conversation.received(line) { throw Interruption(ending) }
        if let answer = answer(conversation) { return answer }
      }
      if let loss { throw loss }
      try take(try connection.receive(patience))
    }
  }

  private func take(_ bytes: [UInt8]) throws(Interruption) {
    if bytes.isEmpty { loss = Interruption(.closed) }
    for piece in splitter.feed(bytes) {
      switch piece {
      case .line(let line): waiting.append(line)
      case .endless: throw Interruption(.endless)
      }
    }
  }

  /// Reads what has come without waiting. A reset behind a reply does not take that back.
  func takeWhatIsThere() throws(Interruption) {
    do throws(Interruption) {
      while loss == nil, waiting.count < ReplyParser.mostLines,
        let bytes = try connection.receiveNow()
      {
        try take(bytes)
      }
    } catch {
      loss = error
      if waiting.isEmpty { throw error }
    }
  }

  /// The next line that waits.
  func nextLine() -> [UInt8]? { waiting.isEmpty ? nil : waiting.removeFirst() }

  /// A server that refuses in the middle of what we send says why before it closes: the reply
  /// counts more than the broken pipe, and so does an alert of TLS.
  private func lastWords(_ loss: Interruption) -> Interruption {
    guard loss.ending == .closed || loss.ending == .reset else { return loss }
    do throws(Interruption) {
      conversation.forgetReply()
      let last: Ending? = try read(patience.atMost(.seconds(1))) { $0.lastRefusal }
      return last.map { Interruption($0) } ?? loss
    } catch {
      if case .tls = error.ending { return error }
      return loss
    }
  }
}
