/// The line endings of mail.
enum LineEndings {
  static let crlf: [UInt8] = [0x0D, 0x0A]

  /// The lines of a text that was written with LF, CR or CRLF, without the endings.
  ///
  /// The last line counts whether it is ended or not; an empty text has no lines.
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var isAfterCR = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" || (scalar == "\n" && !isAfterCR) {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      } else if scalar != "\n" {
        line.append(scalar)
      }
      isAfterCR = scalar == "\r"
    }
    return line.isEmpty ? lines : lines + [String(line)]
  }
}
