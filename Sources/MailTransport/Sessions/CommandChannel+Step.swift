internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Whether the server is in step: that it has said nothing since its last answer.
extension CommandChannel {
  /// Throws unless the server has said nothing since its last answer.
  ///
  /// It may say at any time that it closes the connection (421, RFC 5321 section 3.8), and an IMAP
  /// server what it likes without a tag (RFC 9051 section 7).
  func checkStep() throws(AttemptFailure) {
    try takeWhatIsThere()
    forgetReply()
    while let line = nextLine() {
      let text = String(decoding: line, as: UTF8.self).printable(limit: ReplyParser.longestText)
      try read(line)
      try judge(unasked: text)
    }
    if request.service != .imap, !unfinished.isEmpty {
      let text = String(decoding: unfinished, as: UTF8.self)
      throw AttemptFailure(.outOfStep(text.printable(limit: ReplyParser.longestText)))
    }
    if let loss { throw loss }
  }

  /// Throws where anything has come behind the server's yes to TLS.
  func checkNothingWaits() throws(AttemptFailure) {
    try takeWhatIsThere()
    if !waiting.isEmpty || !unfinished.isEmpty { throw AttemptFailure(.injection) }
  }

  private func judge(unasked text: String) throws(AttemptFailure) {
    switch request.service {
    case .smtp:
      guard text.hasPrefix("421") else { throw AttemptFailure(.outOfStep(text)) }
      if let reply = lastReply { throw AttemptFailure(.reply(reply)) }
    case .imap:
      if text.isGoodbye { throw AttemptFailure(.line(lastLine ?? text)) }
      guard text.hasPrefix("* ") else { throw AttemptFailure(.outOfStep(text)) }
    case .pop3:
      let isFarewell = text.uppercased().hasPrefix("-ERR")
      throw AttemptFailure(isFarewell ? .line(lastLine ?? text) : .outOfStep(text))
    }
  }
}

extension CommandChannel {
  /// TLS behind a server's yes to STARTTLS or STLS.
  ///
  /// What comes in the clear behind that yes would be taken for an answer inside of TLS
  /// (CVE-2011-0411).
  func startTLS() throws(AttemptFailure) {
    try checkNothingWaits()
    try connection.startTLS(deadline)
  }
}
