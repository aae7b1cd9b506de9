/// The exit statuses of all commands: those of sysexits(3), and 128 plus the number of a signal.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  /// All went well.
  case done = 0
  /// EX_USAGE: the command was called wrongly.
  case usage = 64
  /// EX_DATAERR: the message is refused by the server, or cannot be encoded.
  case data = 65
  /// EX_NOUSER: the recipient is unknown or refused.
  case noRecipient = 67
  /// EX_NOHOST: the server's name is unknown.
  case noHost = 68
  /// EX_UNAVAILABLE: nothing answers, the connection was lost, or the reason is unknown.
  case unavailable = 69
  /// EX_SOFTWARE: a fault of Postern's own.
  case software = 70
  /// EX_OSERR: the system gave no thread, process or open file.
  case operatingSystem = 71
  /// EX_OSFILE: a library is missing.
  case systemFile = 72
  /// EX_IOERR: a file could not be read or written.
  case inputOutput = 74
  /// EX_TEMPFAIL: the same may work later; a queue keeps the mail.
  case temporary = 75
  /// EX_PROTOCOL: no common protocol, TLS or certificate trouble.
  case `protocol` = 76
  /// EX_NOPERM: the sign-in or the sender was refused.
  case notPermitted = 77
  /// EX_CONFIG: the set-up is incomplete or wrong.
  case configuration = 78
  /// Ended by SIGHUP, as when its terminal goes.
  case hungUp = 129
  /// Ended by Ctrl-C.
  case interrupted = 130
  /// Ended by SIGTERM.
  case terminated = 143
}
