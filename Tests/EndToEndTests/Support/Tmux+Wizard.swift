import TestSupport

/// What a person does in the wizard.
extension Tmux {
  /// Presses the same key several times.
  func send(_ key: String, times: Int) throws {
    for _ in 0..<times { try send(key) }
  }

  /// Types a text and goes on with Enter.
  func answer(_ text: String) throws {
    try type(text)
    try send("Enter")
  }

  /// Waits until a section is shown, by its place in the list or in the title line.
  @discardableResult
  func see(section number: Int, _ title: String) async throws -> String {
    let padded = number < 10 ? " \(number)" : "\(number)"
    return try await waitUntil("the section \(title)") {
      $0.contains("▸ \(padded) \(title)") || $0.contains("\(number)/11 \(title)")
    }
  }

  /// Waits until a field with this label, or a button that begins so (`[ Next`), has the focus.
  func waitForCursor(at text: String) async throws {
    do {
      try await Waiting.until("the cursor at \"\(text)\"") { () async throws -> Bool? in
        let cursor = try self.cursor()
        let lines = try screen().split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(cursor.row) else { return nil }
        let line = lines[cursor.row]
        let isThere =
          text.hasPrefix("[")
          ? line.dropFirst(max(0, cursor.column - 2)).hasPrefix(text)
          : line.prefix(cursor.column).contains(text + " ")
        return isThere ? true : nil
      }
    } catch let failure as TestFailure {
      throw TestFailure("\(failure); it was at \(try cursor()) of\n\(try screen())")
    }
  }

  /// Moves to a button by Tab, such as `[ Next`, and presses it.
  func press(_ button: String) async throws {
    for _ in 0..<30 {
      let before = try await restingCursor()
      let lines = try screen().split(separator: "\n", omittingEmptySubsequences: false)
      let line = lines.indices.contains(before.row) ? lines[before.row] : ""
      if line.dropFirst(max(0, before.column - 2)).hasPrefix(button) { break }
      try send("Tab")
      try await waitUntil("another focus") { _ in try cursor() != before }
    }
    try await waitForCursor(at: button)
    try send("Enter")
  }

  /// Where the cursor is once it stays there: what was typed before may still move it.
  private func restingCursor() async throws -> Cursor {
    var last = try cursor()
    while true {
      try await Task.sleep(for: .milliseconds(100))
      let now = try cursor()
      if now == last { return now }
      last = now
    }
  }

  /// Waits until a line is on the screen with nothing else in it.
  func waitForLine(_ line: String) async throws {
    try await waitUntil("the line \"\(line)\"") {
      $0.split(separator: "\n").contains { $0 == line }
    }
  }

  /// Presses Escape and waits until a text, such as a dialog's, is gone: what is typed too soon
  /// after Escape counts as a key with Alt.
  func escape(from text: String) async throws {
    try send("Escape")
    try await waitUntilGone(text)
  }

  /// Sends a test e-mail with what is on the form, by F5, and waits until it was delivered.
  @discardableResult
  func sendTest(to recipient: String) async throws -> String {
    try send("F5")
    try await see(section: 11, "Test e-mail")
    try answer(recipient)
    return try await waitForDelivery(to: recipient)
  }

  /// Waits until the screen says that a mail was delivered.
  @discardableResult
  func waitForDelivery(to recipient: String) async throws -> String {
    try await waitUntil("the delivery", within: 30) {
      $0.words.contains("Mail works: delivered to \(recipient)")
    }
  }

  /// Quits, also where something was changed, and waits for the end.
  func quitWithoutSaving() async throws {
    try send("F10")
    try await waitUntil("the end, or the question") { screen in
      try !isRunning() || screen.contains("Quit without saving")
    }
    if try isRunning() { try send("Left", "Enter") }
    try await waitForExit()
  }
}

extension String {
  /// The words of a screen in one line, however they were wrapped, without the list of sections.
  var words: String {
    let lines = split(separator: "\n").map { $0.split(separator: "│").last ?? "" }
    return lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
