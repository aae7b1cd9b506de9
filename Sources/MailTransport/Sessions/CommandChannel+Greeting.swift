internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// The server's banner, and why it does not come.
extension CommandChannel {
  /// Waits for the server's banner, and finds out meanwhile why it does not come.
  func greeting(_ deadline: Deadline) throws(AttemptFailure) {
    let watch = SilenceWatch(record)
    switch request.service {
    case .smtp:
      let reply = try firstAnswer(deadline, watch) { $0.lastReply }
      guard reply.code < 300 || reply.code >= 400 else {
        throw AttemptFailure(.outOfStep(reply.raw))
      }
      if !reply.isPositive { throw AttemptFailure(.reply(reply)) }
    case .imap, .pop3:
      let line = try firstAnswer(deadline, watch) { $0.lastLine }
      if line.isRefusal { throw AttemptFailure(.line(line)) }
    }
  }

  private func firstAnswer<Answer>(
    _ deadline: Deadline, _ watch: SilenceWatch?, _ answer: (CommandChannel) -> Answer?
  ) throws(AttemptFailure) -> Answer {
    do throws(AttemptFailure) {
      try waitForFirstOctets(deadline, watch)
      return try read(deadline, until: answer)
    } catch {
      throw foreignWords(error)
    }
  }

  private func waitForFirstOctets(
    _ deadline: Deadline, _ watch: SilenceWatch?
  ) throws(AttemptFailure) {
    let tellTime = deadline.shortly
    while true {
      try takeWhatIsThere()
      if let first = unfinished.first, ForeignService.isTLS(first) {
        throw AttemptFailure(.closed)
      }
      if loss != nil || !waiting.isEmpty || !unfinished.isEmpty { return }
      // The same holds for every address, so no other one is tried.
      if watch?.findsTLS(deadline) == true { throw AttemptFailure(.timedOut, at: .greeting) }
      let isLate = ContinuousClock.now >= tellTime
      if isLate { record.tells(.greeting, .noGreeting(watch?.silence ?? .unexplained)) }
      try deadline.check()
      let limit = watch?.atMost(deadline) ?? deadline
      let slice = isLate ? limit : limit.until(tellTime)
      try? connection.waitForBytes(slice, orWake: watch?.readEnd ?? -1)
    }
  }

  /// Recognizes a service whose first bytes are not a line.
  private func foreignWords(_ error: AttemptFailure) -> AttemptFailure {
    guard error.ending == .timedOut || error.ending == .closed, record.facts.bytesReceived == 0,
      let first = unfinished.first
    else { return error }
    // This may be the beginning of a mail server's banner.
    guard !(UInt8(ascii: "2")...UInt8(ascii: "5")).contains(first), !"*+-".utf8.contains(first)
    else {
      return error
    }
    do throws(AttemptFailure) {
      try read(unfinished)
      return error
    } catch let foreign { return foreign }
  }
}
