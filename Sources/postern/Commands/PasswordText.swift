import MailDiagnosis

/// The bytes of a password from a file or a pipe, as they come from editors and from other systems.
enum PasswordText {
  private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text, without a byte-order mark before it; `consequence` ends the words of what is
  /// refused.
  static func read(_ bytes: some Collection<UInt8>, _ consequence: String) throws(Failure) -> String
  {
    var bytes = Array(bytes)
    if bytes.starts(with: utf8Mark) {
      bytes.removeFirst(utf8Mark.count)
      Output.message("Note: the byte-order mark before the password was left out.")
    }
    guard !isUTF16(bytes) else {
      throw Failure(
        .data, "The password is UTF-16 text, not UTF-8: save it as UTF-8; \(consequence).")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.data, "The password is not UTF-8 text; \(consequence).")
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
