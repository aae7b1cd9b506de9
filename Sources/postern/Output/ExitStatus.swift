/// What the program tells the shell: sysexits(3), and 128 plus the number of a signal.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 64
  case data = 65
  case noUser = 67
  case noHost = 68
  case unavailable = 69
  case software = 70
  case operatingSystem = 71
  case systemFile = 72
  case inputOutput = 74
  case temporary = 75
  case `protocol` = 76
  case noPermission = 77
  case configuration = 78
  case interrupted = 130
  case terminated = 143
}

/// Ends a command with a status and words for standard error.
struct Failure: Error {
  let status: ExitStatus
  /// Whole sentences: what was wrong, where, what would be right.
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
