import Glibc
import MailDiagnosis
import SystemAccess

/// Lines from standard input: answers, and secrets that a terminal must not show.
enum LineInput {
  /// The longest line in octets, so that a wrong file on standard input cannot fill the memory. It
  /// suffices for a token that fits in an AUTH line of 12,288 octets of base64 (RFC 4954 section
  /// 4.3).
  private static let limit = 9_216

  /// Asks on standard output and reads a line, without echo for a secret; nil at the end of the
  /// input.
  static func answer(_ question: String, isSecret: Bool) throws(Failure) -> String? {
    Output.question(question)
    let hidesTyping = isSecret && isatty(STDIN_FILENO) == 1
    let bytes = try hidesTyping ? withoutEcho { () throws(Failure) in try line() } : line()
    // A terminal shows the line end that was typed; a pipe does not.
    if isatty(STDIN_FILENO) != 1 { Output.line("") }
    guard let bytes else { return nil }
    guard let text = decoded(bytes) else { throw .answerIsNoText }
    return text
  }

  /// Reads a line as UTF-8, else in the terminal's own character set.
  private static func decoded(_ bytes: [UInt8]) -> String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard !Output.isUTF8, let charset = nl_langinfo(Int32(CODESET)).map({ String(cString: $0) })
    else { return nil }
    let text = Iconv.convert(bytes, from: charset, to: "UTF-8")
    return text.flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// A line of standard input without its end; nil at the end of the input.
  static func line() throws(Failure) -> [UInt8]? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .unreadableInput(SystemError(errno)) }
      if count == 0, bytes.isEmpty { return nil }
      if count == 0 || byte == 0x0A { break }
      bytes.append(byte)
      guard bytes.count <= limit else { throw .longAnswer(limit) }
    }
    return bytes.last == 0x0D ? bytes.dropLast() : bytes
  }

  /// Turns echo off while the body runs, and on again even if that is interrupted by a signal.
  static func withoutEcho(
    _ body: () throws(Failure) -> [UInt8]?
  ) throws(Failure) -> [UInt8]? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try body() }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ECHONL)
    try EndingSignals.watch { [before] number in
      var before = before
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      exit(EndingSignals.status(of: number).rawValue)
    }
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    return try body()
  }
}
