import Forms

/// The words of the line of keys.
extension Chrome {
  /// The keys that matter most here, and what they do.
  var keys: [KeyWord] {
    if let dialog = state.dialog { return dialog.keys.map { KeyWord(glyphs.adapt($0), $1) } }
    if let work = state.work { return work.keys.map { KeyWord($0, $1) } }
    if state.listEntry != nil { return listKeys }
    let common = [
      KeyWord("F1", "Help"), KeyWord("F2", "Save"), KeyWord("F5", "Send test", short: "Test"),
      KeyWord("F10", "Quit"),
    ]
    return common + [hint, KeyWord("PgDn", "Next section", short: "Section", isExtra: true)]
  }

  private var listKeys: [KeyWord] {
    [
      KeyWord(glyphs.adapt("↑↓"), "Move"), KeyWord("Enter", "Open"),
      KeyWord("1-\(State.listed.count - 1)", "Section"), KeyWord("Tab", "Page"),
      KeyWord("F1", "Help", isExtra: true), KeyWord("F10", "Quit", isExtra: true),
    ]
  }

  private var hint: KeyWord {
    switch state.focusedField?.control {
    case .choice: KeyWord(glyphs.adapt("↑↓"), "Choose", isExtra: true)
    case .line: KeyWord(glyphs.adapt("←→"), "Choose", isExtra: true)
    case .toggle: KeyWord("Space", "Tick", isExtra: true)
    case .fold: KeyWord("Enter", state.isUnfolded ? "Hide" : "Show", isExtra: true)
    case .password: KeyWord("F7", state.isRevealed ? "Hide" : "Show")
    case .text, .recipient, .sample, .button, .note, .verbatim, .foundLimit, .panel, .portAnswers,
      .linkStatus,
      .encodingPreview, .senderPreview, nil:
      KeyWord("Tab", "Next field", short: "Next", isExtra: layout.size.columns < 50)
    }
  }
}
