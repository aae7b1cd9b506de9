internal import SystemAccess

/// The text of a properties file, as java.util.Properties reads and writes it.
enum JavaProperties {
  /// A value with its special characters escaped, in ASCII, since programs read the file in
  /// different charsets.
  static func value(_ text: String) -> String {
    var result = ""
    for unit in text.utf16 {
      switch unit {
      case 0x20 where result.isEmpty: result += "\\ "
      case 0x5C: result += "\\\\"
      // ! # : =
      case 0x21, 0x23, 0x3A, 0x3D: result += "\\" + String(UnicodeScalar(UInt8(unit)))
      case 0x20...0x7E: result.unicodeScalars.append(UnicodeScalar(UInt8(unit)))
      default: result += "\\u" + Hexadecimal.number(unit, digits: 4)
      }
    }
    return result
  }

  /// A property with the line where it begins.
  struct Property {
    let key: String
    let value: String
    let line: Int
  }

  static func read(_ file: ImportFile) -> [Property] {
    var found: [Property] = []
    var begun = ""
    var start = 1
    for (index, line) in file.lines.enumerated() {
      let text = line.drop { " \t\u{0C}".contains($0) }
      if begun.isEmpty {
        start = index + 1
        if text.isEmpty || text.hasPrefix("#") || text.hasPrefix("!") { continue }
      }
      begun += text
      if goesOn(begun) {
        begun.removeLast()
      } else {
        found.append(property(begun, start))
        begun = ""
      }
    }
    return begun.isEmpty ? found : found + [property(begun, start)]
  }

  /// Whether a line ends in an odd number of backslashes.
  private static func goesOn(_ line: String) -> Bool {
    line.reversed().prefix { $0 == "\\" }.count % 2 == 1
  }

  /// The key ends at the first `=`, `:` or blank without a backslash before it.
  private static func property(_ text: String, _ number: Int) -> Property {
    let line = Substring(text).unicodeScalars
    var end = line.startIndex
    while end < line.endIndex, line[end] != "=", line[end] != ":", !isBlank(line[end]) {
      end =
        line.index(end, offsetBy: line[end] == "\\" ? 2 : 1, limitedBy: line.endIndex)
        ?? line.endIndex
    }
    var value = line[end...].drop(while: isBlank)
    if value.skip("=") || value.skip(":") { value = value.drop(while: isBlank) }
    return Property(key: unescaped(line[..<end]), value: unescaped(value), line: number)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{0C}"
  }

  private static func unescaped(_ text: Scalars) -> String {
    var units: [UInt16] = []
    var rest = Substring(text).utf16
    while let unit = rest.popFirst() {
      guard unit == 0x5C, let escaped = rest.popFirst() else {
        if unit != 0x5C { units.append(unit) }
        continue
      }
      switch escaped {
      case 0x74: units.append(0x09)
      case 0x6E: units.append(0x0A)
      case 0x72: units.append(0x0D)
      case 0x66: units.append(0x0C)
      case 0x75:
        let digits = String(decoding: rest.prefix(4), as: UTF16.self)
        units.append(UInt16(digits, radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      default: units.append(escaped)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
