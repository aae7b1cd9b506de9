extension CharacterEncoding {
  /// The characters of a text that this encoding cannot write, each once, in the order of the text.
  ///
  /// None where mails are sent as UTF-8 instead.
  public func missing(in text: String) -> [Character] {
    guard self != .utf8, isLegalInMail, holdsASCII else { return [] }
    var seen: Set<Character> = []
    return text.filter { !$0.isASCII && seen.insert($0).inserted && !canWrite($0) }
  }

  /// Whether ASCII's signs keep their bytes. Not so in the national variants of ISO 646, which have
  /// letters in the place of brackets. Backslash and tilde are left out: the sets used in mail
  /// disagree about these two alone.
  private var holdsASCII: Bool {
    let signs = "#$@[]^`{|}"
    return Self.bytes(of: signs, in: text) == Array(signs.utf8)
  }

  /// Goes by scalars, since no character set but Unicode's has whole grapheme clusters. A single
  /// ASCII byte does not count: it is read as ASCII, such as Shift_JIS's yen sign as a backslash.
  /// Nor does empty output, which language tags give.
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
