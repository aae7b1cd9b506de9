import Forms
import Glibc
import MailSettings

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

  /// Writes a message, `postern: ` before its first line.
  static func message(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { glyphs.adapt(String($0).printable()) }
    write("postern: " + lines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
  }

  /// Writes a question without a line break.
  static func ask(_ text: String) { write(glyphs.adapt(text.printable()), to: STDERR_FILENO) }

  /// Ends the program when the data cannot be written: a full disk must not look like success.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { break }
    }
    guard !rest.isEmpty, descriptor == STDOUT_FILENO else { return }
    let reason = String(cString: strerror(errno))
    message("The output cannot be written: \(reason).")
    exit(ExitStatus.inputOutput.rawValue)
  }
}
