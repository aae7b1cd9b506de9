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

/// The bytes of a password from a file or a pipe, as they come from editors and from other systems.
enum PasswordText {
  private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What is not done without the password.
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

  /// By its mark, or by the zero in each second byte of plain letters. UTF-32 looks the same.
  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let zeros = bytes.count { $0 == 0 }
    return bytes.count > 1 && zeros >= bytes.count / 2
  }
}
