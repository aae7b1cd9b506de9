import Forms
import MailSettings

extension Blocks {
  /// A field of a section with its problem and its warnings under it.
  func field(_ field: Field, index: Int, in screen: Screen) -> [Block] {
    let item = Item.field(index)
    return switch field.control {
    case .text(let setting, let columns):
      textField(field, item, setting, columns: columns, in: screen)
    case .recipient(let columns):
      [text(field, item, state.recipient.text, columns: columns, in: screen)]
    case .sample(let columns):
      [sample(text(field, item, state.sample.text, columns: columns, in: screen))]
    case .choice(let setting, let options): choiceField(field, item, setting, options, in: screen)
    case .line(let setting, let options): lineField(field, item, setting, options, in: screen)
    case .toggle(let setting):
      [toggle(field, item, isOn: setting.effective(in: draft) == "true"), .blank]
    case .password(let setting): password(field, item, setting, in: screen)
    case .button(let action): [button(field, item)] + (action == .fetchToken ? failedToken : [])
    case .note(let text): [.paragraph(glyphs.adapt(text(draft)), columns: columns, .dim), .blank]
    case .verbatim(let line):
      line(draft).map { [.lines([cut($0, columns: columns)]), .blank] } ?? []
    case .foundLimit: foundLimit
    case .panel(let panel): self.panel(panel)
    case .portAnswers: portAnswers
    case .linkStatus: linkStatus
    case .encodingPreview: encodingPreview
    case .senderPreview: senderPreview
    case .fold: [fold(field, item, isOpen: state.unfolded.contains(screen.id)), .blank]
    }
  }

  /// A text with the fixes of its problem and its warnings.
  private func textField(
    _ field: Field, _ item: Item, _ setting: Setting, columns: Int, in screen: Screen
  ) -> [Block] {
    [text(field, item, draft[setting], columns: columns, in: screen)]
      + (shownProblem(field, item) == nil ? [] : fixes(at: setting.key))
      + warnings(at: .setting(setting.key), in: screen)
  }

  /// A choice with its warnings.
  private func choiceField(
    _ field: Field, _ item: Item, _ setting: Setting, _ options: [Field.Option], in screen: Screen
  ) -> [Block] {
    [choice(field, item, setting, options, in: screen)]
      + warnings(at: .setting(setting.key), in: screen) + [.blank]
  }

  /// A choice in one line with its warnings, which a text for the same setting shows instead.
  private func lineField(
    _ field: Field, _ item: Item, _ setting: Setting, _ options: [Field.Option], in screen: Screen
  ) -> [Block] {
    [line(field, item, setting, options, in: screen)]
      + (screen.hasText(for: setting) ? [] : warnings(at: .setting(setting.key), in: screen))
  }

  func labelColumns(_ screen: Screen) -> Int {
    let widest = screen.shownFields(draft).filter(\.isLabelledLine).map { CellWidth.of($0.label) }
      .max()
    return min((widest ?? 0) + 2, columns / 2)
  }

  func label(_ field: Field, _ item: Item, columns: Int) -> Span {
    Span(
      fitting(field.label, columns: columns - 1).padded(columns),
      state.focus == item ? .title : .normal)
  }

  /// The label of a text field, with a sign before the text that has the focus.
  private func textLabel(_ field: Field, _ item: Item, columns: Int) -> Span {
    let label = label(field, item, columns: columns)
    guard state.focus == item else { return label }
    return Span(label.text.dropLast() + String(glyphs.current), label.style)
  }

  private func text(
    _ field: Field, _ item: Item, _ text: String, columns wanted: Int, in screen: Screen
  ) -> Block {
    let label = textLabel(field, item, columns: labelColumns(screen))
    let indent = CellWidth.of(label.text)
    let width = max(6, min(wanted, columns - indent - 1))
    let port = state.proposedPort(for: field)
    let proposal = text.isEmpty ? field.default(draft) ?? field.proposal(draft) : port
    let input = self.input(
      port == nil ? text : "", proposal: proposal, width: width, isFocused: state.focus == item)
    var row = [label] + input.spans
    let hint = (hint(field, port) ?? proposal.map { _ in "proposed" }).map { glyphs.adapt($0) }
    let hasRoom = indent + width + 2 + CellWidth.of(hint ?? "") <= columns
    if let hint, hasRoom { row.append(Span("  " + hint, .dim)) }
    return Block(
      item, rows: [row] + messages(field, item, in: screen, hint: hasRoom ? nil : hint),
      cursor: Place(column: indent + input.cursor, row: 0))
  }

  /// The field's hint; where a port is proposed, that of the empty field.
  private func hint(_ field: Field, _ port: String?) -> String? {
    var draft = draft
    if port != nil { draft.smtp.port.text = "" }
    return field.hint(draft)
  }

  /// An input field: the text or its proposal, then underscores.
  private func input(
    _ text: String, proposal: String?, width: Int, isFocused: Bool
  ) -> (spans: [Span], cursor: Int) {
    let editor = TextEditor(text, cursor: isFocused ? state.cursor : 0)
    let window = editor.window(columns: width)
    let shown = proposal.map { fitting($0, columns: width) } ?? window.text
    let rest = String(repeating: "_", count: max(0, width - CellWidth.of(shown)))
    return (
      [Span(shown, proposal == nil ? .normal : .dim), Span(rest, isFocused ? .normal : .input)],
      window.cursorColumn
    )
  }

  /// A password with the buttons that delete it or undo its change, and its warnings.
  private func password(
    _ field: Field, _ item: Item, _ setting: PasswordSetting, in screen: Screen
  ) -> [Block] {
    let label = textLabel(field, item, columns: labelColumns(screen))
    let indent = CellWidth.of(label.text)
    let password = draft[keyPath: setting.path]
    let word = password.label(isUsable: state.problem(of: field, among: problems) == nil)
    let width = max(6, min(24, columns - indent - CellWidth.of(word) - 2))
    let typed = password.typed
    let isRevealed = state.isRevealed && state.focus == item
    let shown = isRevealed ? typed : String(repeating: glyphs.mask, count: typed.count)
    let input = self.input(shown, proposal: nil, width: width, isFocused: state.focus == item)
    let row = [label] + input.spans + [Span("  " + word, password.isChanged ? .title : .dim)]
    var rows = [row] + messages(field, item, in: screen)
    let answers: [Item] =
      password.isChanged
      ? [.undoPassword(setting)] : (password.stored == nil ? [] : [.deletePassword(setting)])
    if !answers.isEmpty, rows.count == 2, rows[1].isEmpty { rows.removeLast() }
    let field = Block(item, rows: rows, cursor: Place(column: indent + input.cursor, row: 0))
    let answered = answers.isEmpty ? [] : [buttons(answers, indent: indent), .blank]
    return [field] + answered + warnings(at: .password(setting), in: screen)
  }
}

extension Field {
  /// Whether the label stands before the control, in a column with the others.
  fileprivate var isLabelledLine: Bool {
    switch control {
    case .text, .line, .password, .recipient, .sample: true
    case .choice, .toggle, .button, .note, .verbatim, .foundLimit, .panel, .portAnswers,
      .linkStatus, .encodingPreview,
      .senderPreview, .fold:
      false
    }
  }

  /// The default, which counts while nothing is typed; nil where there is none.
  fileprivate func `default`(_ draft: Draft) -> String? {
    guard case .text(let setting, _) = control else { return nil }
    return setting.defaultText(draft)
  }
}

extension PasswordDraft {
  /// What was typed.
  fileprivate var typed: String {
    guard case .replace(let secret) = change else { return "" }
    return secret.reveal()
  }
}
