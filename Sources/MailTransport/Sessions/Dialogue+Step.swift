internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Whether the server is in step: that it has said nothing since its last answer.
extension Dialogue {
  /// Throws unless the server has said nothing since its last answer.
  ///
  /// It may say at any time that it closes the connection (421, RFC 5321 section 3.8), and an IMAP
  /// server what it likes without a tag (RFC 9051 section 7).
  func checkStep() throws(Interruption) {
    try takeWhatIsThere()
    conversation.forgetReply()
    while let line = nextLine() {
      let text = String(decoding: line, as: UTF8.self).printable(limit: ReplyParser.longestText)
      if let ending = conversation.received(line) { throw Interruption(ending) }
      try judge(unasked: text)
    }
    if conversation.observation.attempt.service != .imap, !unfinished.isEmpty {
      let text = String(decoding: unfinished, as: UTF8.self)
      throw Interruption(.outOfStep(text.printable(limit: ReplyParser.longestText)))
    }
    if let loss { throw loss }
  }

  /// Throws where anything has come behind the server's yes to TLS.
  func checkNothingWaits() throws(Interruption) {
    try takeWhatIsThere()
    if !waiting.isEmpty || !unfinished.isEmpty { throw Interruption(.injection) }
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
  func checkBeforeTheEnd() throws(Interruption) {
    try takeWhatIsThere()
    guard let first = waiting.first else { return try checkStep() }
    let isRefusal = first.first.map { $0 == UInt8(ascii: "4") || $0 == UInt8(ascii: "5") } ?? false
    guard isRefusal else { return try checkStep() }
    throw Interruption(.reply(try reply(within: .seconds(1))))
  }
}
