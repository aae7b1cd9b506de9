import Forms

extension State {
  /// The longest pasted text that is used, far longer than any text of a set-up.
  private static let longestPaste = 131_072
  /// The most characters that are taken as keys at once.
  private static let mostKeys = 200

  /// Takes characters that arrived together: as one edit of a text, else as single keys.
  mutating func type(_ text: String) -> [Effect] {
    guard dialog == nil, editedText != nil, firstDigit == nil else {
      return text.prefix(Self.mostKeys).flatMap { update(.key(.character($0))) }
    }
    notice = nil
    escaped = nil
    edit { $0.insert(text) }
    return []
  }

  /// Puts the first line of what was pasted where typing goes, and says what was left out.
  mutating func paste(_ text: String) -> [Effect] {
    if page == .microsoftSignIn, dialog == nil, microsoft?.way == .pasteBack {
      notice = nil
      pasteAnswer(String(text.prefix(Self.longestPaste)))
      return []
    }
    let lines = text.split(whereSeparator: \.isNewline)
    let line = String((lines.first ?? "").prefix(Self.longestPaste))
    if case .fingerprint(let panel, let typed, _)? = dialog {
      // A fingerprint may be wrapped where it was copied, and is joined to one line.
      let more = lines.joined(separator: " ").prefix(Self.mostKeys)
      dialog = .fingerprint(panel, typed + more, nil)
    } else if dialog == nil {
      notice = nil
      escaped = nil
      firstDigit = nil
      guard editedText != nil else {
        notice = .nothingPasted
        return []
      }
      edit { $0.insert(line) }
      if notice == nil { notice = leftOut(lines, of: line) }
    }
    return []
  }

  private func leftOut(_ lines: [Substring], of line: String) -> Notice? {
    if lines.count > 1 { return .pastedFirst(of: lines.count) }
    let isCut = lines.first.map { $0.endIndex > $0.index($0.startIndex, offsetBy: line.count) }
    return isCut == true ? .pasteCut(after: Self.longestPaste) : nil
  }
}
