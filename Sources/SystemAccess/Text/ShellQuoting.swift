extension String {
  /// Such that a shell takes it as it is, as one word or the rest of one.
  package var quotedForShell: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      // % + , - . / 0 to 9 : = @ A to Z _ a to z
      case 0x25, 0x2B...0x3A, 0x3D, 0x40...0x5A, 0x5F, 0x61...0x7A: true
      default: false
      }
    }
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return isPlain ? self : "'" + parts.joined(separator: "'\\''") + "'"
  }
}
