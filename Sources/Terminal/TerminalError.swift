/// Why the wizard can't use this terminal.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or output, both of which have to be a terminal.
  public enum Side: Equatable, Sendable {
    case input
    case output
  }

  /// Standard input or output is a file or a pipe.
  case notATerminal(Side)
  /// `TERM` is unset or empty.
  case noType
  /// The terminfo database doesn't know the value of `TERM`.
  case unknownType(String)
  /// A terminal of this type can't place text anywhere on the screen (`dumb`, a printer).
  case notCapable(String)
  /// The system gave no pipe; the number is an errno(3).
  case noPipe(Int32)
}
