internal import MailDiagnosis
internal import MailSettings

/// Commands and replies on an open connection, one at a time.
///
/// Whatever waits before a command is sent would be taken for its answer, and every answer from then on for that
/// of the next command: a mail would count as delivered that was refused. So nothing may wait then.
final class Dialogue {
  let conversation: Conversation
  let connection: Connection
  let patience: Patience
  private var splitter = LineSplitter()
  private var waiting: [[UInt8]] = []
  private var isClosed = false

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

  /// Sends a command to an IMAP or POP3 server and waits for its status line: tagged, `+OK` or `-ERR`,
  /// a continuation, or IMAP's untagged BYE.
  func line(
    _ line: String, tag: String? = nil, name: String?, within limit: Duration = commandTime
  ) throws(Interruption) -> String {
    try checkStep(tag: tag)
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

  /// Waits for the first words of a server; `whileSilent` is asked again and again until they come.
  func greeting<Answer>(
    _ patience: Patience, watch: SilenceWatch?, _ answer: (Conversation) -> Answer?
  ) throws(Interruption) -> Answer {
    do throws(Interruption) {
      try waitForFirstOctets(patience, watch)
      return try read(patience, until: answer)
    } catch {
      throw foreignWords(error)
    }
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

  private func read<Answer>(
    _ patience: Patience, until answer: (Conversation) -> Answer?
  ) throws(Interruption) -> Answer {
    while true {
      while !waiting.isEmpty {
        if let ending = conversation.received(waiting.removeFirst()) { throw Interruption(ending) }
        if let answer = answer(conversation) { return answer }
      }
      if isClosed { throw Interruption(.closed) }
      try take(try connection.receive(patience))
    }
  }

  private func take(_ bytes: [UInt8]) throws(Interruption) {
    if bytes.isEmpty { isClosed = true }
    for piece in splitter.feed(bytes) {
      switch piece {
      case .line(let line): waiting.append(line)
      case .endless: throw Interruption(.endless)
      }
    }
  }

  /// Reads what has come without waiting.
  private func takeWhatIsThere() throws(Interruption) {
    while !isClosed, waiting.count < ReplyParser.mostLines, let bytes = try connection.receiveNow()
    {
      try take(bytes)
    }
  }

  private func waitForFirstOctets(
    _ patience: Patience, _ watch: SilenceWatch?
  ) throws(Interruption) {
    let tellTime = patience.shortly
    while true {
      try takeWhatIsThere()
      if let first = splitter.pending.first, ForeignService.isTLS(first) {
        throw Interruption(.closed)
      }
      if isClosed || !waiting.isEmpty || !splitter.pending.isEmpty { return }
      // That is so at every address, and nothing to try another one for.
      if watch?.findsTLS(patience) == true { throw Interruption(.timedOut, at: .greeting) }
      let isLate = ContinuousClock.now >= tellTime
      if isLate { conversation.ladder.tell(.greeting, Self.words(watch)) }
      try patience.check()
      let limit = watch?.atMost(patience) ?? patience
      let slice = isLate ? limit : limit.until(tellTime)
      try? connection.waitForBytes(slice, orWake: watch?.readEnd ?? -1)
    }
  }

  /// Short, as it shares a line with the stage and its time at 80 columns.
  private static func words(_ watch: SilenceWatch?) -> String {
    switch watch?.finding {
    case nil, .notBegun: "no greeting yet"
    case .underWay: "no greeting yet; is it SSL?"
    case .speaksTLS: "no greeting; it speaks SSL"
    case .speaksNoTLS: "no greeting yet; it is not SSL"
    }
  }

  /// A service that greets without an end of line is none that speaks lines.
  private func foreignWords(_ error: Interruption) -> Interruption {
    guard error.ending == .timedOut || error.ending == .closed, conversation.hasHeardNothing,
      let first = splitter.pending.first
    else { return error }
    // The beginning of a mail server's greeting is no other service's.
    guard !(UInt8(ascii: "2")...UInt8(ascii: "5")).contains(first), !"*+-".utf8.contains(first)
    else {
      return error
    }
    return conversation.received(splitter.pending).map { Interruption($0) } ?? error
  }
}

extension Dialogue {
  /// Throws unless the server has said nothing since its last answer.
  ///
  /// It may say at any time that it closes the connection (421, RFC 5321 section 3.8), and an IMAP server what
  /// it likes without a tag (RFC 9051 section 7).
  func checkStep(tag: String? = nil) throws(Interruption) {
    try takeWhatIsThere()
    conversation.forgetReply()
    while !waiting.isEmpty {
      let line = waiting.removeFirst()
      let text = String(decoding: line, as: UTF8.self).printable(limit: ReplyParser.longestText)
      if let ending = conversation.received(line) { throw Interruption(ending) }
      try judge(unasked: text)
    }
    if conversation.observation.attempt.service != .imap, !splitter.pending.isEmpty {
      let text = String(decoding: splitter.pending, as: UTF8.self)
      throw Interruption(.outOfStep(text.printable(limit: ReplyParser.longestText)))
    }
    if isClosed { throw Interruption(.closed) }
  }

  /// Throws where anything has come behind the server's yes to TLS.
  func checkNothingWaits() throws(Interruption) {
    try takeWhatIsThere()
    if !waiting.isEmpty || !splitter.pending.isEmpty { throw Interruption(.injection) }
  }

  private func judge(unasked text: String) throws(Interruption) {
    switch conversation.observation.attempt.service {
    case .smtp:
      guard text.hasPrefix("421") else { throw Interruption(.outOfStep(text)) }
      if let reply = conversation.lastReply { throw Interruption(.reply(reply)) }
    case .imap:
      if text.isGoodbye { throw Interruption(.line(conversation.lastLine ?? text)) }
      guard text.hasPrefix("* ") else { throw Interruption(.outOfStep(text)) }
    case .pop3:
      let isFarewell = text.uppercased().hasPrefix("-ERR")
      throw Interruption(isFarewell ? .line(conversation.lastLine ?? text) : .outOfStep(text))
    }
  }

  /// Within a message a server that refuses may say so before the end has come.
  private func checkBeforeTheEnd() throws(Interruption) {
    try takeWhatIsThere()
    guard let first = waiting.first else { return try checkStep() }
    let isRefusal = first.first.map { $0 == UInt8(ascii: "4") || $0 == UInt8(ascii: "5") } ?? false
    guard isRefusal else { return try checkStep() }
    throw Interruption(.reply(try reply(within: .seconds(1))))
  }

  /// A server that refuses in the middle of what we send says why before it closes: the reply counts more
  /// than the broken pipe, and so does an alert of TLS.
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
