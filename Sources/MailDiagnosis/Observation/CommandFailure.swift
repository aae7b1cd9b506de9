/// How a password command failed. Its words stand in `CommandFailure+Words.swift`.
public enum CommandFailure: Equatable, Sendable {
  /// It could not be started.
  case notStarted(errno: Int32)
  /// It did not end within so many seconds; nil where the attempt's own time was shorter.
  case tooSlow(seconds: Int64?)
  /// It printed more than so many octets.
  case tooMuchOutput(limit: Int)
  /// It ended with a status other than 0; what it said on standard error, the password left out.
  case status(Int32, errors: String)
  /// A signal ended it.
  case signal(Int32, errors: String)
  /// The first line of its output is empty.
  case emptyLine
  /// The first line of its output is not UTF-8.
  case notUTF8
}
