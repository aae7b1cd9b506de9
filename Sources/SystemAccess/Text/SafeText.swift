extension String {
  /// This text with everything replaced that could steer a terminal, and cut to a length.
  ///
  /// C0 and C1 controls, DEL, line and paragraph separators, and bidirectional overrides become `·`
  /// (U+00B7); tabs become a space. `limit` counts characters; what is cut is marked with `…`.
  package func printable(limit: Int = .max) -> String {
    if utf8.count <= limit, utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return self }
    var result = ""
    var count = 0
    for character in self {
      guard count < limit else { return result + "…" }
      result.append(character.steersTerminal ? (character == "\t" ? " " : "·") : character)
      count += 1
    }
    return result
  }
}

extension Character {
  /// Whether one of this character's scalars is a control, a separator of lines or a bidi override.
  public var steersTerminal: Bool { unicodeScalars.contains { $0.steersTerminal } }
}

extension Unicode.Scalar {
  /// Whether a terminal might act on this scalar instead of showing it.
  package var steersTerminal: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }
}

extension String {
  /// This text quoted for a shell, as one word or as the rest of one.
  package var quotedForShell: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      // % + , - . / 0 to 9 : = @ A to Z _ a to z
      case 0x25, 0x2B...0x3A, 0x3D, 0x40...0x5A, 0x5F, 0x61...0x7A: true
      default: false
      }
    }
    return isPlain ? self : singleQuoted
  }

  /// This text in single quotes, in which a shell leaves everything as it is.
  package var singleQuoted: String {
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
