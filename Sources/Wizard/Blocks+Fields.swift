import Forms
import MailSettings
import Screens

extension Blocks {
  /// A field of a section, what is wrong or odd about it under it.
  func field(_ field: Field, index: Int, in screen: Screen) -> [Block] {
    let item = Item.field(index)
    switch field.control {
    case .text(let setting, let columns):
      return [text(field, item, draft[setting], columns: columns, in: screen)]
        + warnings(at: setting.key, in: screen)
    case .recipient(let columns):
      return [text(field, item, state.recipient.text, columns: columns, in: screen)]
    case .choice(let setting, let options):
      return [choice(field, item, setting, options, in: screen)]
        + warnings(at: setting.key, in: screen) + [.blank]
    case .line(let setting, let options):
      let line = line(field, item, setting, options, in: screen)
      return [line] + (screen.hasText(for: setting) ? [] : warnings(at: setting.key, in: screen))
    case .toggle(let setting):
      return [toggle(field, item, isOn: setting.effective(in: draft) == "true"), .blank]
    case .password(let setting): return password(field, item, setting, in: screen)
    case .button: return [button(field, item)]
    case .note(let text):
      return [.paragraph(glyphs.adapt(text(draft)), columns: columns, .dim), .blank]
    case .panel(let panel): return self.panel(panel)
    case .portAnswers: return portAnswers
    case .fold: return [fold(field, item, isOpen: state.unfolded.contains(screen.id)), .blank]
    }
  }

  /// The problem of a field that may show now: at once when no typing mends it, else once it was left.
  func shownProblem(_ field: Field, _ item: Item) -> Problem? {
    guard let problem = state.problem(of: field) else { return nil }
    let isEdited = state.focus == item
    if problem.isMissing { return state.left.contains(field.id) ? problem : nil }
    return problem.isFinal || !isEdited ? problem : nil
  }

  private func labelColumns(_ screen: Screen) -> Int {
    let widest = screen.shownFields(draft).filter(\.isLabelledLine).map { CellWidth.of($0.label) }
      .max()
    return min((widest ?? 0) + 2, columns / 2)
  }

  private func label(_ field: Field, _ item: Item, columns: Int) -> Span {
    Span(
      fitting(field.label, columns: columns - 1).padded(columns),
      state.focus == item ? .title : .normal)
  }

  /// The label of a text, with a sign right before the text that typing goes to.
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

  /// Why a port is proposed is told of the field as if it were empty.
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

  /// The line under a field, always there, so that nothing moves when a problem comes up.
  private func messages(
    _ field: Field, _ item: Item, in screen: Screen, hint: String? = nil
  ) -> [Row] {
    guard let problem = shownProblem(field, item) else {
      guard let hint else { return [[]] }
      let before = max(0, min(labelColumns(screen), columns - CellWidth.of(hint)))
      return [[Span(String(repeating: " ", count: before)), Span(hint, .dim)]]
    }
    let isOffered = problem.isMissing && field.proposal(draft) != nil
    return trouble(isOffered ? Wording.onlyProposed : problem.sentence, in: screen)
  }

  /// What is wrong, in the same column on the whole page: that of the texts where there is room for it.
  private func trouble(_ sentence: String, in screen: Screen) -> [Row] {
    let labels = labelColumns(screen)
    let indent = labels > 2 && columns - labels >= 30 ? labels : 0
    return wrapped("! " + glyphs.adapt(sentence), columns: columns - indent).map {
      [Span(String(repeating: " ", count: indent)), Span($0, .trouble)]
    }
  }

  private func choice(
    _ field: Field, _ item: Item, _ setting: Setting, _ options: [Field.Option],
    in screen: Screen
  ) -> Block {
    let isFocused = state.focus == item
    let value = setting.effective(in: draft)
    var block = Block(rows: [[Span(field.label, isFocused ? .title : .normal)]])
    for option in options {
      let isChosen = option.text == value
      let sign = isChosen ? glyphs.chosen : glyphs.unchosen
      let text = fitting("\(sign) \(option.title)", columns: columns - 2)
      block.rows.append([Span("  "), Span(text, isChosen && isFocused ? .focus : .normal)])
    }
    let chosen = options.firstIndex { $0.text == value }
    block.stops = [Stop(item: item, cursor: Place(column: 3, row: (chosen ?? 0) + 1))]
    if let chosen {
      block.rows += wrapped(glyphs.adapt(options[chosen].explanation), columns: columns - 2)
        .map { [Span("  "), Span($0, .dim)] }
    } else {
      block.rows += messages(field, item, in: screen)
    }
    return block
  }

  private func line(
    _ field: Field, _ item: Item, _ setting: Setting, _ options: [Field.Option], in screen: Screen
  ) -> Block {
    let label = self.label(field, item, columns: labelColumns(screen))
    let indent = CellWidth.of(label.text)
    let value = setting.effective(in: draft) ?? ""
    let title = options.first { $0.text == value }?.title ?? value
    let room = columns - indent - 4
    let shown = CellWidth.of(title) <= room ? title : fitting(title.beforeBracket, columns: room)
    let text = "\(glyphs.previous) \(shown) \(glyphs.next)"
    return Block(
      item,
      rows: [[label, Span(text, state.focus == item ? .focus : .normal)]]
        + (screen.hasText(for: setting) ? [[]] : messages(field, item, in: screen)),
      cursor: Place(column: indent + 2, row: 0))
  }

  private func toggle(_ field: Field, _ item: Item, isOn: Bool) -> Block {
    let sign = isOn ? glyphs.ticked : glyphs.unticked
    let text = fitting("\(sign) \(field.label)", columns: columns)
    return Block(
      item, rows: [[Span(text, state.focus == item ? .focus : .normal)]],
      cursor: Place(column: 1, row: 0))
  }

  private func fold(_ field: Field, _ item: Item, isOpen: Bool) -> Block {
    let text = fitting(
      "\(isOpen ? glyphs.below : String(glyphs.current)) \(field.label)", columns: columns)
    return Block(
      item, rows: [[Span(text, state.focus == item ? .focus : .normal)]],
      cursor: Place(column: 0, row: 0))
  }

  private func button(_ field: Field, _ item: Item) -> Block {
    let text = fitting("[ \(field.label) ]", columns: columns)
    return Block(
      item, rows: [[Span(text, state.focus == item ? .focus : .normal)]],
      cursor: Place(column: 2, row: 0))
  }

  private func password(
    _ field: Field, _ item: Item, _ setting: PasswordSetting, in screen: Screen
  ) -> [Block] {
    let label = textLabel(field, item, columns: labelColumns(screen))
    let indent = CellWidth.of(label.text)
    let password = draft[keyPath: setting.path]
    let word = Wording.fate(of: password, isUsable: state.problem(of: field) == nil)
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
    return answers.isEmpty ? [field] : [field, buttons(answers, indent: indent), .blank]
  }

  private func warnings(at key: String, in screen: Screen) -> [Block] {
    // Once on a page that edits both of what does not fit together.
    let shown = draft.warnings.filter {
      $0.key == key || ($0.otherKey == key && !screen.keys.contains($0.key))
    }
    return shown.flatMap { warning in
      let rows = trouble(warning.sentence + ".", in: screen)
      let indent = rows.first?.first.map { CellWidth.of($0.text) } ?? 0
      let fixes = warning.fixes.indices.map { Item.warningFix(warning.key, $0) }
      return [Block(rows: rows), buttons(fixes, indent: indent), .blank]
    }
  }
}

extension Field {
  /// Whether the label stands before the control, in a column with the others.
  fileprivate var isLabelledLine: Bool {
    switch control {
    case .text, .line, .password, .recipient: true
    case .choice, .toggle, .button, .note, .panel, .portAnswers, .fold: false
    }
  }

  /// What counts while nothing is typed.
  fileprivate func `default`(_ draft: Draft) -> String? {
    guard case .text(let setting, _) = control else { return nil }
    return setting.defaultText(draft)
  }
}

extension Screen {
  /// Whether the setting can be typed too, where what is wrong with it is said then.
  fileprivate func hasText(for setting: Setting) -> Bool {
    fields.contains {
      if case .text(let typed, _) = $0.control { typed.key == setting.key } else { false }
    }
  }
}

extension String {
  /// Without the explanation in brackets at its end.
  fileprivate var beforeBracket: String {
    firstIndex(of: "(").map { String(self[..<$0]) }.map {
      $0.last == " " ? String($0.dropLast()) : $0
    }
      ?? self
  }
}

extension Problem {
  /// Whether nothing stands where something is needed.
  var isMissing: Bool {
    switch self {
    case .missing, .noPassword: true
    default: false
    }
  }
}

extension PasswordDraft {
  /// What was typed.
  fileprivate var typed: String {
    guard case .replace(let secret) = change else { return "" }
    return secret.reveal()
  }
}
