import Forms

extension State {
  /// No text of a set-up is nearly as long; what is pasted beyond is left out.
  private static let longestPaste = 131_072
  /// Nobody types more at once where each character is a key.
  private static let mostKeys = 200

  /// Takes in characters that came together: one edit where they go into a text, else key by key.
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
      // A fingerprint is one line, however it was wrapped where it was copied.
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
