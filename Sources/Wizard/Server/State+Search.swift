import Forms
import MailDiagnosis
import MailSettings

/// The search for the server's ports, and its result.
struct PortSearch: Equatable, Sendable {
  /// The host that was typed when it was begun.
  var host = ""
  /// The answers of the ports, which arrive one by one.
  var answers: [PortAnswer] = []
  /// The conclusion; nil while the search goes on.
  var verdict: Verdict?

  /// The conclusion of a search.
  enum Verdict: Equatable, Sendable {
    /// No port could be tried.
    case failed(Diagnosis)
    /// The best answer was filled in, with this encryption.
    case filledIn(PortAnswer, Encryption)
    /// Only a port without encryption answers.
    case onlyClear(Port)
    /// No port answers; whether any of them is silent, as behind a firewall.
    case nothing(isSilent: Bool)

    /// Whether it tells of trouble.
    var isTrouble: Bool {
      switch self {
      case .filledIn(let answer, _): answer.kind == .untrusted
      case .failed, .onlyClear, .nothing: true
      }
    }
  }
}

extension [PortAnswer] {
  /// The conclusion where no answer can be filled in.
  fileprivate var nothingFound: PortSearch.Verdict {
    if let clear = first(where: { $0.kind == .clear }) { return .onlyClear(clear.port) }
    return .nothing(isSilent: contains { $0.kind == .silent })
  }
}

extension State {
  /// Begins the search.
  mutating func findOut() -> [Effect] {
    guard mayEdit(), let cleared = clearTheWay() else { return [] }
    if draft.smtp.server.isEmpty, let proposed = draft.proposedServer {
      draft.smtp.server.text = proposed
    }
    guard let server = draft.endpoint(of: .smtp) else {
      show(.server, key: .setting(.smtpServer))
      notice = .serverNeeded(for: .search)
      return cleared
    }
    let typed = isPortProposed ? nil : draft.smtp.port.value
    search = PortSearch(host: server.host.text, answers: PortAnswer.ways(typed: typed))
    return cleared + [.findOut(run: begin(.search), server, typed: typed)]
  }

  /// Takes the answer of one port.
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
      search.verdict = .failed(failure)
      return
    }
    guard draft.smtp.server.value?.text == search.host else { return }
    let isHere = draft.smtp.server.value?.isLoopback == true
    let clear = isHere ? search.answers.first { $0.kind == .clear } : nil
    guard let best = search.answers.best ?? clear else {
      search.verdict = search.answers.nothingFound
      return
    }
    fill(best)
  }

  /// Counts the ports that have not answered as silent.
  mutating func endSearch() {
    for index in search.answers.indices where search.answers[index].kind == .looking {
      search.answers[index].kind = .silent
    }
  }

  private mutating func fill(_ best: PortAnswer) {
    let encryption = best.kind == .clear ? Encryption.none : best.encryption
    draft.smtp.port.text = best.port.text
    draft.smtp.encryption.text = encryption.text
    isPortProposed = false
    search.verdict = .filledIn(best, encryption)
    if dialog == nil, page == .section(.server) { focus = .next }
  }
}
