internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// Commands and replies on an open connection, one at a time.
///
/// No reply may be waiting when a command is sent: it would be taken for the command's own, and
/// every later reply for that of the next command, so that a refused mail would count as delivered.
final class CommandChannel {
  let connection: Connection
  /// The deadline of what is under way: of the opening, then of each mail.
  var deadline: Deadline
  private var reader: ReplyLineReader
  private var splitter = LineSplitter()
  /// Whole lines that have arrived and were not read yet.
  private(set) var waiting: [[UInt8]] = []
  /// Why nothing more will arrive; lines that wait are read before it is thrown.
  private(set) var loss: AttemptFailure?
  /// The last whole reply of an SMTP server, without secrets.
  private(set) var lastReply: Reply?
  /// The last status line of an IMAP or POP3 server, without secrets.
  private(set) var lastLine: String?
  /// Whether a POP3 server's list has ended.
  private var isListComplete = false
  /// The text of the last line as it came, for challenges: the text of a reply is cut, and a
  /// challenge may have 12,288 octets (RFC 4954 section 4).
  private(set) var challenge = ""

  var record: ConnectionRecord { connection.record }
  var request: ConnectionRequest { record.request }

  /// The beginning of a line whose end has not arrived.
  var unfinished: [UInt8] { splitter.pending }

  /// How long a server may take for a command (RFC 5321 section 4.5.3.2).
  static let commandTime = Duration.seconds(300)

  init(_ connection: Connection, _ deadline: Deadline) {
    (self.connection, self.deadline) = (connection, deadline)
    reader = ReplyLineReader(connection.record.request.service)
  }

  /// Sends a command and waits for its reply.
  ///
  /// - Parameters:
  ///   - name: what the diagnosis knows the command by; nil for a line that continues one.
  ///   - success: the first digit of a reply that is no refusal (RFC 5321 section 4.2.1).
  func command(
    _ line: String, name: String?, success: ClosedRange<Int> = 2...2,
    within limit: Duration = commandTime
  ) throws(AttemptFailure) -> Reply {
    try checkStep()
    sending(line, name)
    try sendLine(line, deadline.atMost(limit))
    let reply = try reply(within: limit)
    guard reply.code >= 400 || success.contains(reply.code / 100) else {
      throw AttemptFailure(.outOfStep(reply.raw))
    }
    return reply
  }

  /// Sends commands in one piece; ``answer(to:success:within:)`` waits for the reply to each,
  /// in their order (RFC 2920).
  func sendTogether(_ commands: [PipelinedCommand]) throws(AttemptFailure) {
    try checkStep()
    for command in commands { record.sent(command.line, command: nil) }
    let bytes = Array(commands.map { $0.line + "\r\n" }.joined().utf8)
    do throws(AttemptFailure) {
      try connection.send(bytes[...], deadline.atMost(Self.commandTime))
    } catch {
      throw lastWords(error)
    }
  }

  /// Waits for the reply to the next one of the commands that were sent together.
  func answer(
    to name: String, success: ClosedRange<Int> = 2...2, within limit: Duration = commandTime
  ) throws(AttemptFailure) -> Reply {
    record.isAbout(name)
    reader.commandWasSent()
    let reply = try reply(within: limit)
    guard reply.code >= 400 || success.contains(reply.code / 100) else {
      throw AttemptFailure(.outOfStep(reply.raw))
    }
    return reply
  }

  /// Waits for a whole reply of an SMTP server.
  func reply(within limit: Duration = commandTime) throws(AttemptFailure) -> Reply {
    forgetReply()
    return try read(deadline.atMost(limit)) { $0.lastReply }
  }

  /// Sends a command to an IMAP or POP3 server and waits for its status line: tagged, `+OK` or
  /// `-ERR`, a continuation, or IMAP's untagged BYE.
  func line(
    _ line: String, tag: String? = nil, name: String?, within limit: Duration = commandTime
  ) throws(AttemptFailure) -> String {
    try checkStep()
    sending(line, name)
    forgetReply()
    try sendLine(line, deadline.atMost(limit))
    return try read(deadline.atMost(limit)) { channel in
      channel.lastLine.flatMap { line in
        let isStatus =
          tag.map { line.hasPrefix($0 + " ") || line.hasPrefix("+") || line.isGoodbye } ?? true
        return isStatus ? line : nil
      }
    }
  }

  /// Waits for the end of a POP3 server's list after `+OK` (RFC 1939 section 3).
  func restOfList() throws(AttemptFailure) {
    _ = try read(deadline.atMost(Self.commandTime)) { $0.isListComplete ? true : nil }
  }
}

/// One of several commands that are sent together.
struct PipelinedCommand {
  /// Its name for the diagnosis.
  let name: String
  let line: String
}

extension CommandChannel {
  /// Forgets the last reply, before something new is awaited.
  func forgetReply() { (lastReply, lastLine, isListComplete) = (nil, nil, false) }

  func sending(_ line: String, _ name: String?) {
    record.sent(line, command: name)
    reader.commandWasSent()
  }

  /// Reads a line of the server; throws where the dialogue cannot go on.
  func read(_ line: [UInt8]) throws(AttemptFailure) {
    record.received(line)
    challenge = String(decoding: line.drop { $0 != 0x20 }.dropFirst(), as: UTF8.self)
    switch reader.take(line) {
    case .more: return
    case .reply(let raw):
      let reply = record.redacted(raw)
      lastReply = reply
      record.answered(reply)
    case .line(let raw):
      let line = record.redacted(raw)
      lastLine = line
      record.answered(line)
    case .capabilities(let words): record.offered(words)
    case .listEnd: isListComplete = true
    case .broken(let ending, let service):
      record.isForeign(service)
      throw AttemptFailure(ending)
    }
  }

  /// The last reply, if it was a refusal.
  private var lastRefusal: Ending? {
    if let reply = lastReply, !reply.isPositive { return .reply(reply) }
    if let line = lastLine, line.isRefusal { return .line(line) }
    return nil
  }

  private func sendLine(_ line: String, _ deadline: Deadline) throws(AttemptFailure) {
    do throws(AttemptFailure) {
      try connection.send((Array(line.utf8) + [0x0D, 0x0A])[...], deadline)
    } catch {
      throw lastWords(error)
    }
  }

  /// Reads until `answer` returns one.
  func read<Answer>(
    _ deadline: Deadline, until answer: (CommandChannel) -> Answer?
  ) throws(AttemptFailure) -> Answer {
    while true {
      while let line = nextLine() {
        try read(line)
        if let answer = answer(self) { return answer }
      }
      if let loss { throw loss }
      try take(try connection.receive(deadline))
    }
  }

  private func take(_ bytes: [UInt8]) throws(AttemptFailure) {
    if bytes.isEmpty { loss = AttemptFailure(.closed) }
    for piece in splitter.feed(bytes) {
      switch piece {
      case .line(let line): waiting.append(line)
      case .endless: throw AttemptFailure(.endless)
      }
    }
  }

  /// Reads what has arrived without waiting. A reset after a reply does not discard the reply.
  func takeWhatIsThere() throws(AttemptFailure) {
    do throws(AttemptFailure) {
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

  func nextLine() -> [UInt8]? { waiting.isEmpty ? nil : waiting.removeFirst() }

  /// The failure to report where sending failed: a server that refuses in the middle says why
  /// before it closes, so its reply or its TLS alert counts more than the broken connection.
  func lastWords(_ loss: AttemptFailure) -> AttemptFailure {
    guard loss.ending == .closed || loss.ending == .reset else { return loss }
    do throws(AttemptFailure) {
      forgetReply()
      let last: Ending? = try read(deadline.atMost(.seconds(1))) { $0.lastRefusal }
      return last.map { AttemptFailure($0) } ?? loss
    } catch {
      if case .tls = error.ending { return error }
      return loss
    }
  }
}
