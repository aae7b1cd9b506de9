import SystemAccess

/// Writes JSON (RFC 8259) by itself, for lines that come by the thousand: `JSONEncoder` takes
/// longer for one of them than its mail takes.
enum JSONText {
  static let null = "null"

  /// A string in quotation marks; what steers a terminal is escaped too.
  static func string(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.steersTerminal: result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The escape of a scalar of the Basic Multilingual Plane, as all are that steer a terminal.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u" + Hexadecimal.number(scalar.value, digits: 4).lowercased()
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    (0x20...0x7E).contains(octet) && octet != 0x22 && octet != 0x5C
  }
}
