internal import SystemAccess

extension CommandFailure {
  /// How it failed, behind a colon.
  public var words: String {
    switch self {
    case .notStarted(let errno): SystemError(errno).text
    case .tooSlow(let seconds?): "it did not end within \(seconds) seconds"
    case .tooSlow(nil): "it did not end in time"
    case .tooMuchOutput(let limit): "its output is longer than \(limit / 1024) KiB"
    case .status(let status, let errors):
      "it ended with status \(status)\(errors.isEmpty ? "" : ": \(errors)")"
    case .signal(let signal, let errors):
      "it was ended by signal \(signal)\(errors.isEmpty ? "" : ": \(errors)")"
    case .emptyLine: "its first line of output is empty"
    case .notUTF8: "its first line of output is not UTF-8"
    }
  }
}
