internal import SystemAccess

/// How a path is written as a TOML key.
enum TOMLKey {
  /// The parts joined by dots, each in quotation marks where it needs them.
  static func text(_ path: ArraySlice<String>) -> String {
    path.map { isBare($0) ? $0 : TOMLString.encode($0) }.joined(separator: ".")
  }

  /// A dotted key of ours, such as `smtp.port`, as a path.
  static func path(_ key: String) -> [String] { key.split(separator: ".").map(String.init) }

  private static func isBare(_ part: String) -> Bool {
    !part.isEmpty && part.utf8.allSatisfy(\.isBareKey)
  }
}

/// Writes TOML's basic strings.
enum TOMLString {
  /// The text as a basic string, with everything escaped that could end or disturb its line.
  static func encode(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.steers { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u" + Hexadecimal.number(scalar.value, digits: 4)
  }
}

extension Unicode.Scalar {
  /// Whether it may not stand in a basic string, or would steer a terminal that shows the file.
  fileprivate var steers: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

/// TOML's integers in their four bases.
enum TOMLInteger {
  /// The decimal digits of an integer such as `+2_5` or `0x19`; nil when it is none.
  static func decimal(_ raw: String) -> String? {
    let digits = raw.filter { $0 != "_" }
    let prefixes = ["0x": 16, "0o": 8, "0b": 2]
    if let radix = prefixes[String(digits.prefix(2))] {
      return Int64(digits.dropFirst(2), radix: radix).map { String($0) }
    }
    return Int64(digits).map { String($0) }
  }
}
