import Forms
import MailDiagnosis
import MailSettings
import Screens

extension State {
  /// The section that is shown.
  var screen: Screen? {
    guard case .section(let section) = page else { return nil }
    return Catalog.screen(of: section)
  }

  /// The field that has the focus.
  var focusedField: Field? {
    guard case .field(let index) = focus else { return nil }
    return screen?.fields[safe: index]
  }

  /// The text that typing changes; nil when the focus is on something else.
  var editedText: String? {
    if focus == .pasted { return microsoft?.pasted }
    return switch focusedField?.control {
    case .text where isPortProposed && focusedField?.key == .setting(.smtpPort): ""
    case .text(let setting, _): draft[setting]
    case .recipient: recipient.text
    case .sample: sample.text
    case .password(let setting): draft[keyPath: setting.path].typedText
    case .choice, .line, .toggle, .button, .note, .verbatim, .foundLimit, .panel, .portAnswers,
      .linkStatus,
      .encodingPreview, .senderPreview, .fold, nil:
      nil
    }
  }

  /// Edits the focused text, if there is one.
  mutating func edit(_ change: (inout TextEditor) -> Void) {
    guard let text = editedText else { return }
    var editor = TextEditor(text, cursor: cursor)
    change(&editor)
    if editor.text != text {
      if editsSetUp, !mayEdit() { return }
      write(editor.text)
    }
    cursor = editor.cursor
  }

  /// Whether the focused text belongs to the set-up.
  private var editsSetUp: Bool {
    switch focusedField?.control {
    case .recipient, .sample: false
    case .text, .choice, .line, .toggle, .password, .button, .note, .verbatim, .foundLimit, .panel,
      .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview, .fold, nil:
      focus != .pasted
    }
  }

  /// Puts a text into the focused field.
  mutating func write(_ text: String) {
    if focus == .pasted {
      microsoft?.pasted = text
      return
    }
    if focusedField?.key == .setting(.smtpPort) { isPortProposed = false }
    switch focusedField?.control {
    case .text(let setting, _): draft[setting] = text
    case .recipient: recipient.text = text
    case .sample: sample.text = text
    case .password(let setting): draft[keyPath: setting.path].type(text)
    case .choice, .line, .toggle, .button, .note, .verbatim, .foundLimit, .panel, .portAnswers,
      .linkStatus,
      .encodingPreview, .senderPreview, .fold, nil:
      break
    }
  }

  /// What is wrong with a field: its text, or that it is empty where something is needed.
  func problem(of field: Field) -> Problem? { problem(of: field, among: draft.problems) }

  /// The same where the draft's problems are known.
  func problem(of field: Field, among problems: [SettingProblem]) -> Problem? {
    switch field.control {
    case .text(let setting, _), .choice(let setting, _), .line(let setting, _),
      .toggle(let setting):
      setting.problem(draft) ?? problems.first { $0.key == .setting(setting.key) }?.problem
    case .password(let setting): problems.first { $0.key == .password(setting) }?.problem
    case .recipient:
      recipient.problem
        ?? (recipient.isEmpty && draft.proposedMailbox == nil
          ? .missing(.recipient) : nil)
    case .sample: sample.problem
    case .button, .note, .verbatim, .foundLimit, .panel, .portAnswers, .linkStatus,
      .encodingPreview, .senderPreview, .fold:
      nil
    }
  }

  /// The state of a section, as its mark in the list.
  enum Mark {
    case current
    case problem
    case done
    case notNeeded
    case unseen
  }

  /// The mark of a section in the list.
  ///
  /// - Parameter troubled: the sections in which something is wrong.
  func mark(of section: Section, troubled: Set<Section>) -> Mark {
    let screen = Catalog.screen(of: section)
    if page == .section(section) { return .current }
    guard screen.applies(draft) else { return .notNeeded }
    if troubled.contains(section) { return .problem }
    guard visited.contains(section) else { return .unseen }
    return section == .testEmail && !hasProof ? .unseen : .done
  }

  /// The sections in which something is wrong, found all at once, since that takes time; what is
  /// missing counts only where it was seen.
  var troubledSections: Set<Section> {
    let (problems, warnings) = (draft.problems, draft.warnings)
    let troubled = Catalog.all.filter { screen in
      let isSeen = visited.contains(screen.id)
      return isSeen && sendsInClear(screen, warnings)
        || warnings.contains { $0.stopsMails && screen.keys.contains($0.key) }
        || problems.contains {
          (isSeen || !$0.problem.isMissing) && screen.keys.contains($0.key)
        }
    }
    return Set(troubled.map(\.id))
  }

  /// Whether a section has the setting by which a password is sent in clear, or kept back.
  private func sendsInClear(_ screen: Screen, _ warnings: [Warning]) -> Bool {
    draft.openServers.contains { screen.id == $0.encryptionSection }
      || warnings.contains {
        $0.key == .setting(.smtpEncryption) && screen.id == .encryption
          || $0.key == .setting(.incomingEncryption) && screen.id == .incomingMailbox
      }
  }
}

extension PasswordDraft {
  /// The typed password, for the editor alone.
  fileprivate var typedText: String {
    guard case .replace(let secret) = change else { return "" }
    return secret.reveal()
  }
}
