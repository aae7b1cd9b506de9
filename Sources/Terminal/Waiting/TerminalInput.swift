public import Forms

/// What wakes the program: something typed, something that happened, or a request to end.
public enum TerminalInput<Event: Sendable>: Sendable {
  case key(Key)
  /// Several characters that came at once: typed ahead, or pasted where the terminal marks no
  /// pastes.
  case text(String)
  /// Text pasted in one piece: line breaks as they came, tabs as spaces, no other controls.
  case paste(String)
  /// The terminal's size, first of all and whenever it changes.
  case resized(Size)
  /// From a mailbox.
  case posted(Event)
  /// SIGHUP (also when the terminal has vanished), SIGINT or SIGTERM: end now, without asking.
  case interrupted(signal: Int32)
}

extension TerminalInput: Equatable where Event: Equatable {}

extension TerminalInput {
  /// Makes one text of characters that follow each other, so that a long one is one edit.
  static func joiningCharacters(_ inputs: [Self]) -> [Self] {
    var joined: [Self] = []
    var run = ""
    for input in inputs {
      if case .key(.character(let character)) = input {
        run.append(character)
        continue
      }
      joined += Self.run(run) + [input]
      run = ""
    }
    return joined + Self.run(run)
  }

  private static func run(_ characters: String) -> [Self] {
    guard let first = characters.first else { return [] }
    return [characters.unicodeScalars.count == 1 ? .key(.character(first)) : .text(characters)]
  }
}
