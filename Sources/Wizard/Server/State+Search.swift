import Forms
import MailDiagnosis
import MailSettings

/// Which ports of the server were looked at, and what came of it.
struct PortSearch: Equatable, Sendable {
  /// The host, as it was typed then.
  var host = ""
  /// The ports, filled in live.
  var answers: [PortAnswer] = []
  /// What was made of them, or why nothing could be looked at.
  var verdict: Notice?
}

extension Work.Kind {
  /// Whether it only looks at a server, so that what is asked for next may stop it.
  var isOnlyLooking: Bool {
    switch self {
    case .inspection, .search: true
    case .save, .test, .signIn, .importing: false
    }
  }
}

extension State {
  /// Looks on which ports the server answers.
  mutating func findOut() -> [Effect] {
    guard mayEdit(), let cleared = clearTheWay() else { return [] }
    if draft.smtp.server.isEmpty, let proposed = draft.proposedServer {
      draft.smtp.server.text = proposed
    }
    guard let server = draft.endpoint(of: .smtp) else {
      show(.server, key: .setting(.smtpServer))
      notice = Notice(text: "Type the server's name first.", isTrouble: true)
      return cleared
    }
    let typed = isPortProposed ? nil : draft.smtp.port.value
    search = PortSearch(host: server.host.text, answers: PortAnswer.ways(typed: typed))
    return cleared + [.findOut(run: begin(.search), server, typed: typed)]
  }

  /// Takes in what one port answers.
  mutating func take(_ answer: PortAnswer) {
    let index = search.answers.firstIndex {
      $0.port == answer.port && $0.encryption == answer.encryption
    }
    if let index { search.answers[index] = answer }
  }

  /// Fills in what answers best; without encryption only on this machine itself.
  mutating func finishSearch(_ failure: Diagnosis?) {
    work = nil
    endSearch()
    if let failure {
      search.answers = []
      search.verdict = Notice(text: failure.cause, isTrouble: true)
      return
    }
    guard draft.smtp.server.value?.text == search.host else { return }
    let isHere = draft.smtp.server.value?.isLoopback == true
    let clear = isHere ? search.answers.first { $0.finding == .clear } : nil
    guard let best = search.answers.best ?? clear else {
      search.verdict = Notice(text: Wording.nothingFound(search.answers), isTrouble: true)
      return
    }
    fill(best)
  }

  /// What has not answered by now does not any more.
  mutating func endSearch() {
    for index in search.answers.indices where search.answers[index].finding == .looking {
      search.answers[index].finding = .silent
    }
  }

  private mutating func fill(_ best: PortAnswer) {
    let encryption = best.finding == .clear ? Encryption.none : best.encryption
    draft.smtp.port.text = best.port.text
    draft.smtp.encryption.text = encryption.text
    isPortProposed = false
    let next =
      best.finding == .untrusted
      ? " Its certificate is not trusted yet: look at it under Encryption." : ""
    search.verdict = Notice(
      text: "Filled in: port \(best.port.text), \(encryption.title).\(next)",
      isTrouble: best.finding == .untrusted)
    if dialog == nil, page == .section(.server) { focus = .next }
  }
}
