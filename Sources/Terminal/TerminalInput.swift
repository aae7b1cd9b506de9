public import Forms

/// What wakes the program: something typed, something that happened, or a request to end.
public enum TerminalInput<Event: Sendable>: Sendable {
  case key(Key)
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
