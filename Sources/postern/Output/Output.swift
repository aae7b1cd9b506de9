internal import CProcess
import Forms
import Glibc
import MailDiagnosis
import MailSettings
import Synchronization
import SystemAccess

/// Writes data to standard output and messages to standard error, free of terminal controls.
enum Output {
  /// The signs that this terminal can show: ASCII unless it has UTF-8.
  static let glyphs: Glyphs = isUTF8 ? .unicode : .ascii

  static var isUTF8: Bool {
    guard let codeset = nl_langinfo(Int32(CODESET)) else { return false }
    return String(cString: codeset) == "UTF-8"
  }

  /// Writes one line of data.
  static func line(_ text: String) { write(text.printable() + "\n", to: STDOUT_FILENO) }

  /// Writes lines of data; a missing last line break is added.
  static func text(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in text.hasSuffix("\n") ? lines.dropLast() : lines[...] { Self.line(String(line)) }
  }

  /// Writes a part of an SMTP dialogue unchanged.
  static func dialogue(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a message, `postern: ` before its first line.
  static func message(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { glyphs.adapt(String($0).printable()) }
    write("postern: " + lines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
  }

  /// Writes one line of information for a person to standard error.
  static func note(_ text: String) {
    write(glyphs.adapt(text.printable()) + "\n", to: STDERR_FILENO)
  }

  /// Replaces the current line of a terminal on standard error; an empty text clears it.
  static func status(_ text: String) { write("\r\u{1B}[K" + text.printable(), to: STDERR_FILENO) }

  /// Writes a question to standard error, without a line break.
  static func ask(_ text: String) { write(glyphs.adapt(text.printable()), to: STDERR_FILENO) }

  /// Writes a question of line mode to standard output, where questions are data, without a line
  /// break.
  static func question(_ text: String) {
    write(glyphs.adapt(text.printable()), to: STDOUT_FILENO)
  }

  /// The errno with which standard output has failed, 0 while it works.
  private static let loss = Atomic<Int32>(0)

  /// Whether data was lost. Work goes on nevertheless: a mail is not stopped because nobody reads
  /// the report.
  static var isLost: Bool { loss.load(ordering: .sequentiallyConsistent) != 0 }

  /// Ends the program with a failure if data was lost: a full disk must not look like success.
  static func endIfLost() {
    let number = loss.load(ordering: .sequentiallyConsistent)
    guard number != 0 else { return }
    let failure = Failure.outputLost(SystemError(number))
    message(failure.message)
    exit(failure.status.rawValue)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    if descriptor == STDOUT_FILENO, isLost { return }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { break }
    }
    guard !rest.isEmpty, descriptor == STDOUT_FILENO else { return }
    loss.store(errno, ordering: .sequentiallyConsistent)
  }
}

/// The system's log (syslog(3)), facility mail. A log that fails never makes a mail fail.
enum SystemLog {
  /// Opens the log under the program's name; needed once.
  static func open() { openlog(name, LOG_PID, LOG_MAIL) }

  static func note(_ line: String) { write(LOG_INFO, line) }
  static func warn(_ line: String) { write(LOG_WARNING, line) }

  /// Kept as long as the process, as openlog(3) demands.
  nonisolated(unsafe) private static let name = UnsafePointer(strdup("postern"))

  private static func write(_ priority: Int32, _ line: String) {
    postern_log(priority, line.printable(limit: 2_000))
  }
}
