extension CharacterEncoding {
  /// The characters of a text that this encoding cannot write, each once, in the order of the text.
  ///
  /// None where mails are sent as UTF-8 instead.
  public func missing(in text: String) -> [Character] {
    guard self != .utf8, isLegalInMail, holdsASCII else { return [] }
    var seen: Set<Character> = []
    return text.filter { !$0.isASCII && seen.insert($0).inserted && !canWrite($0) }
  }

  /// Not the national variants of ISO 646, which have letters in the place of brackets. The
  /// backslash and the tilde are all that the sets used in mail disagree about.
  private var holdsASCII: Bool {
    let signs = "#$@[]^`{|}"
    return Self.bytes(of: signs, in: text) == Array(signs.utf8)
  }

  /// By scalars: no character set but Unicode's has whole clusters. A lone ASCII byte is read as
  /// ASCII, such as the yen sign of Shift_JIS as a backslash; nothing at all is written for
  /// language tags.
  private func canWrite(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      guard !scalar.isASCII else { return true }
      guard let bytes = Self.bytes(of: String(scalar), in: text), let first = bytes.first else {
        return false
      }
      return bytes.count > 1 || first >= 0x80
    }
  }
}
