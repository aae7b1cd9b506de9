import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// What a dialog says: a title, lines, and the answers as buttons.
struct DialogText {
  /// A line, as it fits into the dialog.
  struct Line: Equatable {
    /// What it is for.
    enum Purpose {
      case reading
      /// It says what is wrong.
      case problem
      /// Typing goes to its end.
      case input
    }

    let text: String
    var purpose = Purpose.reading
  }

  let title: String
  let lines: [Line]
  /// Labels of the answers, the harmless one first; empty where Esc closes.
  let answers: [String]

  /// The rows of text that a dialog has room for.
  static func visibleRows(_ size: Size) -> Int { max(1, size.rows - 5) }

  /// The columns of text that a dialog has.
  static func columns(_ size: Size) -> Int { min(76, size.columns - 4) }

  init(_ state: State) {
    title = state.dialog.map { Self.title($0, state) } ?? ""
    lines = state.dialog.map { Self.lines($0, state) } ?? []
    answers = state.answers.map { $0.label(in: state) }
  }

  private static func title(_ dialog: Dialog, _ state: State) -> String {
    switch dialog {
    case .help: "Help"
    case .transcript(let panel, _):
      state.isTalking(panel) ? "What is being said" : "What was said"
    case .registration: "What to register in Azure"
    case .unlink: "Unlink?"
    case .findLimit: "Open connections?"
    case .deleteMail: "Delete the mail?"
    case .quit: "Quit?"
    case .changedOnDisk: "Changed meanwhile"
    case .clearText: "Send the password in clear?"
    case .fingerprint: "Import the certificate"
    }
  }

  private static func lines(_ dialog: Dialog, _ state: State) -> [Line] {
    let columns = columns(state.size)
    switch dialog {
    case .help: return wrap(help(state), columns)
    case .transcript(let panel, _):
      let said = state.transcript(of: panel)?.map { "\($0.speaker.rawValue) \($0.text)" } ?? []
      return wrap(said.isEmpty ? ["Nothing yet."] : said, columns)
    case .registration: return wrap(RegistrationWords.paragraphs(state.draft), columns)
    case .unlink: return wrap([LinkWords.unlinking], columns)
    case .findLimit: return wrap([LimitWords.question(state.draft)], columns)
    case .deleteMail: return wrap([QueueWords.deleting(state.focusedMail)], columns)
    case .quit: return wrap([state.loss], columns)
    case .changedOnDisk(let disk, _, _):
      let about =
        "Somebody else has changed the files since they were read here. Nothing was saved yet."
      return wrap([about] + state.conflictLines(disk), columns)
    case .clearText(let question, _):
      let whole = wrap([clearText(state.draft, question.server)], columns)
      // In a small window only the important lines are kept, since a question cannot be scrolled.
      return whole.count + 5 <= state.size.rows
        ? whole : wrap([shortClearText(state.draft, question.server)], columns)
    case .fingerprint(let panel, let typed, let problem):
      return fingerprint(state, panel, typed, problem, columns)
    }
  }

  /// Paragraphs cut into lines; an empty one stays as an empty line.
  private static func wrap(_ paragraphs: [String], _ columns: Int) -> [Line] {
    paragraphs.flatMap { $0.isEmpty ? [""] : wrapped($0, columns: columns) }.map { Line(text: $0) }
  }

  private static func whyInClear(_ draft: Draft, _ server: PasswordSetting) -> String {
    let host = draft.host(of: server)?.text.printable(limit: 60)
    return draft.encryption(of: server) == Encryption.none
      ? "No encryption is chosen for \(host ?? "the server")."
      : "\(host?.capitalizedFirst ?? "The server") offered no encryption."
  }

  private static func shortClearText(_ draft: Draft, _ server: PasswordSetting) -> String {
    "\(whyInClear(draft, server)) Anyone on the way could read the password."
  }

  private static func clearText(_ draft: Draft, _ server: PasswordSetting) -> String {

    "\(whyInClear(draft, server)) Anyone on the way between this machine and the server could "
      + "read the user name and the password. Only say yes in a network that you trust."
  }

  private static func help(_ state: State) -> [String] {
    let documented = state.screen.map { [DocumentationWords.section($0.id), ""] } ?? []
    let field = state.focusedField.map { [$0.label, state.help($0)] + documented } ?? documented
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
      "F7 or Alt-7: show or hide the password that is being typed.",
      "Alt-U: takes the last change back, as far as the last save.",
      "F8 or Alt-8: transcript of the last test, or of the one under way. F10 or Alt-0: quit.",
      "Esc: back, or cancel what is under way; Esc, then a digit: the same as Alt with it. "
        + "Ctrl-L: draw anew.",
      "In a text: Home, End, Ctrl-A, Ctrl-E; Ctrl-U, Ctrl-K, Ctrl-W delete to the start, the end, a word.",
    ]
  }

  /// What to compare and to type; in small windows as much of it as fits.
  private static func fingerprint(
    _ state: State, _ panel: Field.Panel, _ typed: String, _ problem: FingerprintProblem?,
    _ columns: Int
  ) -> [Line] {
    let about = wrap(
      [
        "Compare with the fingerprint that the server's administrator gives you, then type its "
          + "first or last 8 digits. It is stored at once, not only when you save."
      ], columns)
    let short = wrap(["Type its first or last 8 digits."], columns)
    let input = [Line(text: "Fingerprint: \(typed)_", purpose: .input)] + said(problem, columns)
    // The authority comes first, since it is imported where there is one.
    let chain = (state[keyPath: State.look(panel)].inspection?.chain ?? []).prefix(3).reversed()
    let certificates = chain.map { certificate in
      wrap(["\(certificate.subject):"], columns)
        + fingerprintLines(certificate.sha256, columns: columns).map { Line(text: $0) }
    }
    let versions = [
      about + input + certificates.flatMap { [Line(text: "")] + $0 },
      about + input + certificates.flatMap(\.self),
      short + input + certificates.flatMap(\.self),
      short + input + (certificates.first ?? []),
    ]
    let tight = chain.first.map { fingerprintLines($0.sha256, columns: columns, pairs: 12) } ?? []
    return versions.first { $0.count <= visibleRows(state.size) }
      ?? input + tight.map { Line(text: $0) }
  }

  private static func said(_ problem: FingerprintProblem?, _ columns: Int) -> [Line] {
    problem.map { wrapped("! \($0.sentence)", columns: columns) }?.map {
      Line(text: $0, purpose: .problem)
    } ?? []
  }
}

extension FingerprintProblem {
  /// What is wrong, in a whole sentence.
  fileprivate var sentence: String {
    switch self {
    case .tooShort: "Type at least 8 digits, from its beginning or its end."
    case .noMatch: "That is not the fingerprint of this certificate. Nothing was imported."
    }
  }
}

extension String {
  /// The same with its first letter as a capital.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
