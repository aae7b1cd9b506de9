/// The values of a file of variables, as sh(1) and systemd's EnvironmentFile= read them alike.
enum ShellValue {
  /// What a backslash takes its meaning from between double quotes.
  private static let special = "\"\\$`"

  /// In single quotes nothing is replaced by either. A single quote itself stands between double
  /// quotes, since systemd takes what follows a closed quote in another way than a shell.
  static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains("'") else { return "'\(text)'" }
    return "\"" + text.putting("\\", before: special) + "\""
  }

  /// What a value says; nil where a variable, a command or an open quote is in it.
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
