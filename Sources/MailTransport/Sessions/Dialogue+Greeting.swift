internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// The first words of a server, and what it means that they do not come.
extension Dialogue {
  /// Waits for the first words of a server; while they do not come, `watch` finds out why.
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

  private func waitForFirstOctets(
    _ patience: Patience, _ watch: SilenceWatch?
  ) throws(Interruption) {
    let tellTime = patience.shortly
    while true {
      try takeWhatIsThere()
      if let first = unfinished.first, ForeignService.isTLS(first) {
        throw Interruption(.closed)
      }
      if loss != nil || !waiting.isEmpty || !unfinished.isEmpty { return }
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
      let first = unfinished.first
    else { return error }
    // The beginning of a mail server's greeting is no other service's.
    guard !(UInt8(ascii: "2")...UInt8(ascii: "5")).contains(first), !"*+-".utf8.contains(first)
    else {
      return error
    }
    return conversation.received(unfinished).map { Interruption($0) } ?? error
  }
}
