extension String {
  /// Such that a shell takes it as one word.
  package var quotedForShell: String {
    let isPlain = unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || "0123456789@%_+=:,./-".unicodeScalars.contains($0))
    }
    let parts = split(separator: "'", omittingEmptySubsequences: false)
    return isPlain ? self : "'" + parts.joined(separator: "'\\''") + "'"
  }
}
