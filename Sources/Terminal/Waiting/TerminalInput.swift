public import Forms

/// What `Terminal.wait` returns: something typed, an event, or a request to end.
public enum TerminalInput<Event: Sendable>: Sendable {
  case key(Key)
  /// Several characters that came at once: typed ahead, or pasted in a terminal without bracketed
  /// paste.
  case text(String)
  /// Pasted text: line breaks as they came, tabs as spaces, no other control characters.
  case paste(String)
  /// The terminal's size, at the first call and whenever it changes.
  case resized(Size)
  /// An event from the mailbox.
  case posted(Event)
  /// SIGHUP (also when the terminal has vanished), SIGINT or SIGTERM: end now, without asking.
  case interrupted(signal: Int32)
}

extension TerminalInput: Equatable where Event: Equatable {}

extension TerminalInput {
  /// Joins characters that follow each other into one text, so that it is inserted by one edit.
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
