import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// What a dialog says: a title, lines, and the answers as buttons.
struct DialogText {
  let title: String
  let lines: [String]
  /// Labels of the answers, the harmless one first; empty where Esc closes.
  var answers: [String] = []

  /// The rows of text that a dialog has room for.
  static func visibleRows(_ size: Size) -> Int { max(1, size.rows - 5) }

  /// The columns of text that a dialog has.
  static func columns(_ size: Size) -> Int { min(76, size.columns - 4) }

  init(_ state: State) {
    let columns = Self.columns(state.size)
    switch state.dialog {
    case .help:
      title = "Help"
      lines = Self.help(state).flatMap { $0.isEmpty ? [""] : wrapped($0, columns: columns) }
    case .transcript(let panel, _):
      title = state.isTalking(panel) ? "What is being said" : "What was said"
      let said = (state.transcript(of: panel) ?? []).flatMap { line in
        wrapped("\(line.speaker.rawValue) \(line.text)", columns: columns)
      }
      lines = said.isEmpty ? ["Nothing yet."] : said
    case .quit:
      title = "Quit?"
      lines = wrapped(Wording.loss(state), columns: columns)
    case .changedOnDisk(let disk, _, _):
      title = "Changed meanwhile"
      lines =
        (["Somebody else has changed the files since they were read here. Nothing was saved yet."]
        + state.conflictLines(disk)).flatMap { wrapped($0, columns: columns) }
    case .clearText(let question, _):
      title = "Send the password in clear?"
      lines = Self.clearText(state.draft, question.server).flatMap {
        wrapped($0, columns: columns)
      }
    case .fingerprint(let panel, let typed, let problem):
      title = "Import the certificate"
      lines = Self.fingerprint(state, panel, typed, problem, columns)
    case nil:
      title = ""
      lines = []
    }
    answers = state.answers.map { Wording.answer($0, state) }
  }

  private static func clearText(_ draft: Draft, _ server: PasswordSetting) -> [String] {
    let host = draft.host(of: server)?.text.printable(limit: 60) ?? "the server"
    let isChosen = draft.encryption(of: server) == Encryption.none
    let why =
      isChosen
      ? "No encryption is chosen for \(host)." : "\(host.capitalizedFirst) offered no encryption."
    return [
      "\(why) Anyone on the way between this machine and the server could read the user name and the "
        + "password. Only say yes in a network that you trust."
    ]
  }

  private static func help(_ state: State) -> [String] {
    let field = state.focusedField.map { [$0.label, state.help($0), ""] } ?? []
    let glyphs = state.surroundings.glyphs
    return field + [
      "Marks: \(glyphs.done) done, ! problem, \(glyphs.current) here, \(glyphs.skipped) not needed.",
      "",
      "Tab, Shift-Tab, arrows up and down: between fields; up and down within a list of choices first.",
      "Arrows left and right, Space: within a choice.",
      "Enter: presses a button, or goes on and takes what is proposed.",
      "Page Up, Page Down: between sections.",
      "Left or Shift-Tab from the first field: to the list of sections; a number goes to its section.",
      "F1 or Alt-1: this help. F2 or Alt-2: save. F5 or Alt-5: send a test e-mail.",
      "F6 or Alt-6: look at the server's certificate.",
      "F7 or Alt-7: show or hide the password that is being typed. Alt-U: undo.",
      "F8 or Alt-8: transcript of the last test, or of the one under way. F10 or Alt-0: quit.",
      "Esc: back, or cancel what is under way; Esc, then a digit: the same as Alt with it. "
        + "Ctrl-L: draw anew.",
      "In a text: Home, End, Ctrl-A, Ctrl-E; Ctrl-U, Ctrl-K, Ctrl-W delete to the start, the end, a word.",
    ]
  }

  /// What to compare and to type; in small windows as much of it as fits, the import's own last.
  private static func fingerprint(
    _ state: State, _ panel: Field.Panel, _ typed: String, _ problem: String?, _ columns: Int
  ) -> [String] {
    let about =
      "Compare with the fingerprint that the server's administrator gives you, then type its first or "
      + "last 8 digits. It is stored at once, not only when you save."
    let short = "Type its first or last 8 digits."
    let input =
      ["Fingerprint: \(typed)_"] + (problem.map { wrapped("! \($0)", columns: columns) } ?? [])
    // The authority first: it is what will be imported where there is one.
    let chain = (state[keyPath: State.card(panel)].inspection?.chain ?? []).prefix(3).reversed()
    let cards = chain.map {
      wrapped("\($0.subject):", columns: columns) + fingerprintLines($0.sha256, columns: columns)
    }
    let tight = chain.first.map { fingerprintLines($0.sha256, columns: columns, pairs: 12) } ?? []
    let versions = [
      wrapped(about, columns: columns) + input + cards.flatMap { [""] + $0 },
      wrapped(about, columns: columns) + input + cards.flatMap(\.self),
      wrapped(short, columns: columns) + input + cards.flatMap(\.self),
      wrapped(short, columns: columns) + input + (cards.first ?? []),
    ]
    let room = visibleRows(state.size)
    return versions.first { $0.count <= room } ?? input + tight
  }
}
