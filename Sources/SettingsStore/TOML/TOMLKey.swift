/// How a path is written as a TOML key.
enum TOMLKey {
  /// The parts joined by dots, each in quotation marks where it needs them.
  static func text(_ path: ArraySlice<String>) -> String {
    path.map { isBare($0) ? $0 : TOMLString.encode($0) }.joined(separator: ".")
  }

  /// A dotted key of ours, such as `smtp.port`, as a path.
  static func path(_ key: String) -> [String] { key.split(separator: ".").map(String.init) }

  private static func isBare(_ part: String) -> Bool {
    !part.isEmpty
      && part.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }
}
