internal import CNcurses
internal import Forms

/// The sequences of this terminal's keys in terminfo.
enum TerminfoKeys {
  /// Reads those of the terminal that ncurses has open.
  static func read() -> [[UInt8]: Key] {
    var result: [[UInt8]: Key] = [:]
    for (name, key) in names {
      guard let value = postern_terminfo_string(name) else { continue }
      let bytes = Array(String(cString: value).utf8)
      if isUsable(bytes) { result[bytes] = key }
    }
    return result
  }

  /// Whether a sequence is ESC [ …, ESC O … or ESC and one character.
  ///
  /// Others begin like what a person types (a Wyse's F1 with Ctrl-A) and are left out; single
  /// control characters have one meaning here on all terminals.
  static func isUsable(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2, bytes[0] == 0x1B, bytes[1] > 0x20, bytes[1] < 0x7F else { return false }
    let introduces = bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O")
    return introduces == (bytes.count > 2)
  }

  private static let names: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter), ("kbs", .backspace),
    ] + (1...12).map { ("kf\($0)", .function($0)) }
}
