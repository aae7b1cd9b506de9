import Forms
import Glibc
import MailDiagnosis
import MailSettings
import Synchronization
import SystemAccess

/// Data on standard output, messages on standard error; nothing in either steers a terminal.
enum Output {
  /// The signs that this terminal shows: ASCII outside of UTF-8.
  static let glyphs: Glyphs = isUTF8 ? .unicode : .ascii

  static var isUTF8: Bool {
    guard let codeset = nl_langinfo(Int32(CODESET)) else { return false }
    return String(cString: codeset) == "UTF-8"
  }

  /// Writes one line of data.
  static func line(_ text: String) { write(text.printable() + "\n", to: STDOUT_FILENO) }

  /// Writes lines of data that end in a line break or get one.
  static func text(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in text.hasSuffix("\n") ? lines.dropLast() : lines[...] { Self.line(String(line)) }
  }

  /// Writes a part of a protocol as it is.
  static func dialogue(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a message, `postern: ` before its first line.
  static func message(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { glyphs.adapt(String($0).printable()) }
    write("postern: " + lines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
  }

  /// Writes one line of what a person needs meanwhile, to standard error.
  static func note(_ text: String) {
    write(glyphs.adapt(text.printable()) + "\n", to: STDERR_FILENO)
  }

  /// Writes over the present line of a terminal's standard error; empties it for an empty text.
  static func status(_ text: String) { write("\r\u{1B}[K" + text.printable(), to: STDERR_FILENO) }

  /// Writes a question without a line break.
  static func ask(_ text: String) { write(glyphs.adapt(text.printable()), to: STDERR_FILENO) }

  /// Writes a question of line mode, which belongs to the data there, without a line break.
  static func question(_ text: String) {
    write(glyphs.adapt(text.printable()), to: STDOUT_FILENO)
  }

  /// Why standard output takes nothing more, 0 while it does.
  private static let loss = Atomic<Int32>(0)

  /// Whether data was lost. The work goes on: a mail is not broken off because nobody reads the
  /// report.
  static var isLost: Bool { loss.load(ordering: .sequentiallyConsistent) != 0 }

  /// Ends the program when data was lost: a full disk must not look like success.
  static func endIfLost() {
    let number = loss.load(ordering: .sequentiallyConsistent)
    guard number != 0 else { return }
    message("The output cannot be written: \(String(cString: strerror(number))).")
    exit(ExitStatus.inputOutput.rawValue)
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

/// The system's log (syslog(3)), facility mail. It takes what it can get: a log that fails never
/// fails a mail.
enum SystemLog {
  /// Says once who writes.
  static func open() { openlog(name, LOG_PID, LOG_MAIL) }

  static func note(_ line: String) { write(LOG_INFO, line) }
  static func warn(_ line: String) { write(LOG_WARNING, line) }

  /// Lives as long as the process, as openlog(3) wants.
  nonisolated(unsafe) private static let name = UnsafePointer(strdup("postern"))

  private static func write(_ priority: Int32, _ line: String) {
    line.printable(limit: 2_000).withCString { text in
      withVaList([text]) { vsyslog(priority, "%s", $0) }
    }
  }
}
