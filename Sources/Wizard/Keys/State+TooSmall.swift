import Forms

extension State {
  /// Whether the window has no room for a page, so that nothing may be pressed that cannot be seen.
  var isTooSmall: Bool { Layout(size).isTooSmall }

  /// Quitting is all that works then; where something would be lost, it takes the key twice.
  mutating func pressInTooSmall(_ key: Key) -> [Effect] {
    var isAsked = false
    if case .quit? = dialog { isAsked = true }
    if key.quits { return isAsked ? [.quit] : askToQuit() }
    if key == .escape, isAsked { dialog = nil }
    return []
  }

  /// What is said in place of the page.
  var wordsForTooSmall: [String] {
    let smallest = Layout.smallest
    let words = ["Too small: \(smallest.columns)×\(smallest.rows) at least."]
    guard case .quit? = dialog else { return words + ["F10 quits."] }
    return words + [loss, "F10 again quits, Esc stays."]
  }
}
