import Glibc
import MailDiagnosis
import MailSettings

/// Reads one secret line: from a terminal without echo, else from standard input.
enum PasswordPrompt {
  static func read(_ question: String) throws(Failure) -> String {
    let bytes: [UInt8]
    if isatty(STDIN_FILENO) == 1 {
      bytes =
        try LineInput.withoutEcho { () throws(Failure) in
          Output.ask(question)
          return try LineInput.line()
        } ?? []
    } else {
      bytes = try LineInput.line() ?? []
    }
    let password = try PasswordText.read(bytes, orNo: .change)
    guard !password.isEmpty else { throw .noPassword }
    guard !password.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw .controlInPassword
    }
    return password
  }
}

/// Reads a password's bytes from a file or a pipe, as editors and other systems write them.
enum PasswordText {
  private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What is not done without a password, for the message.
  enum Omission {
    case change, export
  }

  /// The text, without a byte-order mark before it.
  static func read(
    _ bytes: some Collection<UInt8>, orNo omission: Omission
  ) throws(Failure) -> String {
    var bytes = Array(bytes)
    if bytes.starts(with: utf8Mark) {
      bytes.removeFirst(utf8Mark.count)
      Output.message(CommandWords.markLeftOut)
    }
    guard !isUTF16(bytes) else { throw .passwordIsUTF16(omission) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .passwordIsNotUTF8(omission)
    }
    return text
  }

  /// Whether it is UTF-16 by its byte-order mark, or by zeros in every second byte; UTF-32 is found
  /// too.
  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let zeros = bytes.count { $0 == 0 }
    return bytes.count > 1 && zeros >= bytes.count / 2
  }
}
