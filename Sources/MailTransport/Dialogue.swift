internal import MailDiagnosis

/// Commands and replies on an open connection, one at a time.
final class Dialogue {
  let conversation: Conversation
  private let connection: Connection
  private let patience: Patience
  private var splitter = LineSplitter()
  private var waiting: [[UInt8]] = []

  /// How long RFC 5321 section 4.5.3.2 lets a server think over a command.
  static let commandTime = Duration.seconds(300)

  init(_ connection: Connection, patience: Patience) {
    self.connection = connection
    self.patience = patience
    conversation = connection.conversation
  }

  /// Sends a command and waits for its reply.
  ///
  /// - Parameter name: what the diagnosis knows the command by; nil for a line that continues one.
  func command(
    _ line: String, name: String?, within limit: Duration = commandTime
  ) throws(Interruption) -> Reply {
    conversation.said(line, command: name)
    do throws(Interruption) {
      try connection.send(Array(line.utf8) + [0x0D, 0x0A], patience)
    } catch {
      throw lastWords(error)
    }
    return try reply(within: limit)
  }

  /// Sends bytes that are no command.
  func send(_ bytes: some Collection<UInt8>, began: () -> Void = {}) throws(Interruption) {
    do throws(Interruption) {
      try connection.send(bytes, patience, began: began)
    } catch {
      throw lastWords(error)
    }
  }

  /// Waits for a whole reply of an SMTP server.
  func reply(within limit: Duration = commandTime) throws(Interruption) -> Reply {
    conversation.forgetReply()
    return try read(within: limit) { $0.lastReply }
  }

  /// Sends a command to an IMAP or POP3 server and waits for its status line: tagged, `+OK` or `-ERR`,
  /// a continuation, or IMAP's untagged BYE.
  func line(_ line: String, tag: String? = nil, name: String?) throws(Interruption) -> String {
    conversation.said(line, command: name)
    conversation.forgetReply()
    try send(Array(line.utf8) + [0x0D, 0x0A])
    return try read(within: Self.commandTime) { conversation in
      conversation.lastLine.flatMap { line in
        let isStatus =
          tag.map { line.hasPrefix($0 + " ") || line.hasPrefix("+") || line.isGoodbye } ?? true
        return isStatus ? line : nil
      }
    }
  }

  private func read<Answer>(
    within limit: Duration, until answer: (Conversation) -> Answer?
  ) throws(Interruption) -> Answer {
    let patience = patience.atMost(limit)
    while true {
      while !waiting.isEmpty {
        if let ending = conversation.received(waiting.removeFirst()) { throw Interruption(ending) }
        if let answer = answer(conversation) { return answer }
      }
      let bytes = try connection.receive(patience)
      if bytes.isEmpty { throw Interruption(.closed) }
      for piece in splitter.feed(bytes) {
        switch piece {
        case .line(let line): waiting.append(line)
        case .endless: throw Interruption(.endless)
        }
      }
    }
  }

  /// A server that refuses in the middle of what we send says why before it closes: the reply counts more
  /// than the broken pipe.
  private func lastWords(_ loss: Interruption) -> Interruption {
    guard loss.ending == .closed || loss.ending == .reset,
      let reply = try? reply(within: .seconds(1)), !reply.isPositive
    else { return loss }
    return Interruption(.reply(reply))
  }
}
