/// One key as a person presses it, whatever bytes the terminal sent for it.
public enum Key: Equatable, Hashable, Sendable {
  /// A character to insert; a combining mark may come alone.
  case character(Character)
  case enter
  case tab
  case backTab
  case escape
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case backspace
  case delete
  /// F1 to F12.
  case function(Int)
  /// Control with a letter, in lower case.
  case control(Character)
  /// Alt (or Escape, then at once) with a character.
  case alt(Character)
  /// A digit within half a second after Escape; that Escape was already reported as a key of its
  /// own.
  case escaped(Character)
}
