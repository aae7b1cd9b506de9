import Forms
import MailSettings

/// Fields that are chosen or pressed, not typed.
extension Blocks {
  func choice(
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

  func line(
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
      rows: [[label, Span(text, state.focus == item ? .focus : .normal)] + typed(item)]
        + (screen.hasText(for: setting) ? [[]] : messages(field, item, in: screen)),
      cursor: Place(column: indent + 2, row: 0))
  }

  /// What was typed to search the values, or the hint that they can be searched.
  private func typed(_ item: Item) -> [Span] {
    guard state.focus == item, state.searchedOptions != nil else { return [] }
    let typed = state.choiceTyped
    return [Span("  \(PageWords.search(typed))", .dim)]
  }

  func toggle(_ field: Field, _ item: Item, isOn: Bool) -> Block {
    let sign = isOn ? glyphs.ticked : glyphs.unticked
    let text = fitting("\(sign) \(field.label)", columns: columns)
    return Block(
      item, rows: [[Span(text, state.focus == item ? .focus : .normal)]],
      cursor: Place(column: 1, row: 0))
  }

  func fold(_ field: Field, _ item: Item, isOpen: Bool) -> Block {
    let text = fitting(
      "\(isOpen ? glyphs.below : String(glyphs.current)) \(field.label)", columns: columns)
    return Block(
      item, rows: [[Span(text, state.focus == item ? .focus : .normal)]],
      cursor: Place(column: 0, row: 0))
  }

  func button(_ field: Field, _ item: Item) -> Block {
    let text = fitting("[ \(field.label) ]", columns: columns)
    return Block(
      item, rows: [[Span(text, state.focus == item ? .focus : .normal)]],
      cursor: Place(column: 2, row: 0))
  }
}

extension Screen {
  /// Whether the page also has a text field for the setting, which then shows its problems and
  /// warnings.
  func hasText(for setting: Setting) -> Bool {
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
