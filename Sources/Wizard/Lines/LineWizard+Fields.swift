import Forms
import MailSettings

/// Answers about a field.
extension LineWizard {
  mutating func answerField(_ index: Int, _ text: String) -> [Effect] {
    guard let field else { return [] }
    switch field.control {
    case .button(let action): return press(action, text)
    case .fold: unfold(text)
    default: change(field, to: text)
    }
    return []
  }

  /// Writes an answer to the form and says the new value; or says what is wrong and leaves the
  /// form.
  private mutating func change(_ field: Field, to text: String) {
    let before = state
    if let complaint = write(text, to: field.control) {
      lines += complaint
      return
    }
    if state.draft != before.draft, before.heldBy != nil {
      state = before
      _ = state.mayEdit()
      lines += noticed
      return
    }
    if let problem = state.problem(of: field), !problem.isMissing, state.draft != before.draft {
      state = before
      lines.append("! \(problem.sentence)")
      return
    }
    if state.draft != before.draft { state.remember(before) }
    state.leaveField()
    state.proposePort()
    tellChange(of: field, since: before)
    goOn()
  }

  /// Writes an answer to the form; returns what is wrong with it, nil for nothing.
  private mutating func write(_ text: String, to control: Field.Control) -> [String]? {
    switch control {
    case .text where text.isEmpty: state.takeProposal()
    case .text: state.write(text == "-" ? "" : text)
    case .password(let setting): return type(text, setting)
    case .choice(let setting, let options): return choose(text, setting, options)
    case .line(let setting, let options):
      let takesOthers = state.screen?.hasText(for: setting) == true
      return choose(text, setting, options, orOther: takesOthers)
    case .toggle(let setting): return tick(text, setting)
    default: break
    }
    return nil
  }

  private mutating func type(_ text: String, _ setting: PasswordSetting) -> [String]? {
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return [LineWords.noControls]
    }
    switch text {
    case "": break
    case "-": state.draft[keyPath: setting.path].delete()
    default: state.draft[keyPath: setting.path].type(text)
    }
    return nil
  }

  private mutating func choose(
    _ text: String, _ setting: Setting, _ options: [Field.Option], orOther takesOthers: Bool = false
  ) -> [String]? {
    if text.isEmpty { return nil }
    let chosen = options.chosen(by: text)?.text ?? (takesOthers ? text : nil)
    guard let chosen = text == "-" ? "" : chosen else {
      return [LineWords.noChoice(options.count)] + choices
    }
    state.draft[setting] = chosen
    return nil
  }

  private mutating func tick(_ text: String, _ setting: Setting) -> [String]? {
    if text.isEmpty { return nil }
    guard text != "-" else {
      state.draft[setting] = ""
      return nil
    }
    guard let isOn = LineWords.isYes(text) else { return [LineWords.yesOrNo] }
    state.draft[setting] = isOn ? "true" : "false"
    return nil
  }

  private mutating func unfold(_ text: String) {
    guard let isOpen = text.isEmpty ? state.isUnfolded : LineWords.isYes(text) else {
      lines.append(LineWords.yesOrNo)
      return
    }
    if isOpen != state.isUnfolded { state.toggleFold() }
    lines += noticed
    goOn()
  }

  private mutating func press(_ action: Field.Action, _ text: String) -> [Effect] {
    guard let isWanted = text.isEmpty ? false : LineWords.isYes(text) else {
      lines.append(LineWords.yesOrNo)
      return []
    }
    guard isWanted else {
      goOn()
      return []
    }
    return act { $0.perform(action) }
  }

  /// Says what a field holds now, and what else has changed with it, such as a proposed port.
  private mutating func tellChange(of field: Field, since before: State) {
    lines.append(LineWords.now(field, value(of: field)))
    let texts = Setting.all.map { ($0.key, state.draft[$0]) }
    let change = Remedy(Dictionary(uniqueKeysWithValues: texts), of: before.draft)
    lines += change.sentences { .setting($0) != field.key }
    if let problem = state.problem(of: field) { lines.append("! \(problem.sentence)") }
  }

  /// What a field holds, in words.
  func value(of field: Field) -> String {
    switch field.control {
    case .text(let setting, _):
      let text = state.draft[setting]
      return !text.isEmpty
        ? text : field.proposal(state.draft) ?? setting.defaultText(state.draft) ?? ""
    case .choice(let setting, let options), .line(let setting, let options):
      let value = setting.effective(in: state.draft) ?? state.draft[setting]
      return options.first { $0.text == value }?.title ?? value
    case .toggle(let setting): return LineWords.yes(setting.effective(in: state.draft) == "true")
    case .password(let setting):
      return state.draft[keyPath: setting.path].label(isUsable: state.problem(of: field) == nil)
    case .fold: return LineWords.yes(state.isUnfolded)
    default: return LineWords.yes(false)
    }
  }
}

extension [Field.Option] {
  /// The option with a name, in any case of letters, or with a number.
  fileprivate func chosen(by text: String) -> Field.Option? {
    let name = text.lowercased()
    let named = first { $0.text.lowercased() == name || $0.title.lowercased() == name }
    return named ?? Int(text).flatMap { self[safe: $0 - 1] }
  }
}
