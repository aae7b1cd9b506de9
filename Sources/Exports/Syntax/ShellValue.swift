/// The values of an environment file, in the syntax that sh(1) and EnvironmentFile= share.
enum ShellValue {
  /// The characters that a backslash escapes within double quotes.
  private static let special = "\"\\$`"

  /// Within single quotes neither replaces anything. A text with a single quote stands in double
  /// quotes, since systemd and a shell differ in what may follow a closing quote.
  static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains("'") else { return "'\(text)'" }
    return "\"" + text.putting("\\", before: special) + "\""
  }

  /// A value without its quotes; nil where it has a variable, a command or an unclosed quote.
  static func read(_ text: String) -> String? {
    var result = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let next = rest.popFirst() {
      switch next {
      case "'":
        guard let end = rest.firstIndex(of: "'") else { return nil }
        result += rest[..<end]
        rest = rest[end...].dropFirst()
      case "\"":
        guard let part = doubleQuoted(&rest) else { return nil }
        result += part
      case " ", "\t":
        let behind = rest.drop { $0 == " " || $0 == "\t" }
        return behind.first == "#" ? String(result) : nil
      case "$", "`": return nil
      case "\\": if let escaped = rest.popFirst() { result.append(escaped) }
      default: result.append(next)
      }
    }
    return String(result)
  }

  /// Up to the closing quote, which is taken off too.
  private static func doubleQuoted(_ rest: inout Scalars) -> String.UnicodeScalarView? {
    var result = String.UnicodeScalarView()
    while let next = rest.popFirst() {
      switch next {
      case "\"": return result
      case "$", "`": return nil
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        if !special.unicodeScalars.contains(escaped) { result.append("\\") }
        result.append(escaped)
      default: result.append(next)
      }
    }
    return nil
  }
}
