internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// The check that the server is in step: that it has said nothing since its last reply.
extension CommandChannel {
  /// Throws if the server has said anything since its last reply.
  ///
  /// Allowed at any time are 421 (RFC 5321 section 3.8) and untagged lines of IMAP (RFC 9051
  /// section 7).
  func checkStep() throws(AttemptFailure) {
    try takeWhatIsThere()
    try checkWhatHasArrived()
  }

  /// The same of what has been received already.
  func checkWhatHasArrived() throws(AttemptFailure) {
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

  /// Throws if anything has arrived behind the server's positive reply to STARTTLS.
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
  /// Starts TLS after the server's positive reply to STARTTLS or STLS.
  ///
  /// What arrives in clear behind that reply would be taken for a reply inside TLS (CVE-2011-0411).
  func startTLS() throws(AttemptFailure) {
    try checkNothingWaits()
    try connection.startTLS(deadline)
  }
}
