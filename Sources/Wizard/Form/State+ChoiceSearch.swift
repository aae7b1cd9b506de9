import Forms
import MailSettings

/// Typing finds a value in a long choice, such as an encoding by a part of its name.
extension State {
  /// Up to so many values are quickly stepped through without a search.
  private static let fewValues = 6

  /// The values of the focused choice, where they are too many to step through; nil for any other.
  var searchedOptions: (setting: Setting, options: [Field.Option])? {
    guard case .line(let setting, let options)? = focusedField?.control,
      options.count > Self.fewValues
    else { return nil }
    return (setting, options)
  }

  /// Takes a key that searches; whether it was one.
  mutating func searchChoice(_ key: Key) -> Bool {
    guard let (setting, options) = searchedOptions else { return false }
    switch key {
    case .character(let character) where character != " ":
      find(choiceTyped + String(character), setting, options)
    case .backspace where !choiceTyped.isEmpty:
      find(String(choiceTyped.dropLast()), setting, options)
    default: return false
    }
    return true
  }

  private mutating func find(_ typed: String, _ setting: Setting, _ options: [Field.Option]) {
    guard mayEdit() else { return }
    let found = typed.isEmpty ? nil : options.finding(typed).first
    guard typed.isEmpty || found != nil else {
      notice = .noChoice(typed)
      return
    }
    choiceTyped = typed
    if let found { draft[setting] = found.text }
  }

  /// Forgets what was typed once something else has the focus.
  mutating func endChoiceSearch(since before: State) {
    if focus != before.focus || page != before.page { choiceTyped = "" }
  }
}

extension [Field.Option] {
  /// The options whose name contains a text, in any spelling such as `iso8859-15`; those that begin
  /// with it come first.
  func finding(_ text: String) -> [Field.Option] {
    let part = text.asSearched
    let found = filter { $0.title.asSearched.contains(part) }
    return found.filter { $0.title.asSearched.hasPrefix(part) }
      + found.filter { !$0.title.asSearched.hasPrefix(part) }
  }
}

extension String {
  fileprivate var asSearched: String { lowercased().filter { $0.isLetter || $0.isNumber } }
}
