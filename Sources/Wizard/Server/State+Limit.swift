import MailDiagnosis
import MailSettings
import SystemAccess

/// The search for the number of connections that the server accepts.
struct LimitSearch: Equatable, Sendable {
  /// How many are open.
  var open = 0
  /// The result; nil while it goes on.
  var found: FoundLimit?
}

extension State {
  /// Asks before connections are opened, since many servers limit them.
  mutating func askToFindLimit() {
    if let problem = (draft.problems.first { $0.key != .setting(.connectionsMaximum) }) {
      edit(problem.key)
      notice = .serverNeeded(for: .limit)
      return
    }
    dialog = .findLimit(0)
  }

  /// Opens connections until the server refuses one.
  mutating func findLimit() -> [Effect] {
    var draft = draft
    draft.connections.maximum.text = ""
    guard let settings = try? Settings(draft), let cleared = clearTheWay() else { return [] }
    limitSearch = LimitSearch()
    return cleared + [.findLimit(run: begin(.limitSearch), settings)]
  }

  mutating func finishLimitSearch(_ found: FoundLimit) {
    work = nil
    limitSearch?.found = found
    if found.proposal != nil, dialog == nil, page == .section(.connectionLimit) {
      focus = .useLimit
    }
  }

  mutating func useFoundLimit() {
    guard mayEdit(), let proposal = limitSearch?.found?.proposal else { return }
    draft.connections.maximum.text = String(proposal)
    focus = .next
  }

  /// The limit as a line for the application's configuration; nil without a limit.
  var limitLine: String? {
    draft.connections.maximum.value.map { "maxNoOfSMTPConnections=\($0.number)" }
  }

  /// Copies that line to the terminal's clipboard.
  mutating func copyLimitLine() -> [Effect] {
    guard let limitLine else { return [] }
    notice = .copied
    return [.copy(limitLine)]
  }
}
