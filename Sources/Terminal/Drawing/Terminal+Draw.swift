public import Forms
internal import Glibc

extension Terminal {
  /// Shows a canvas; only what has changed reaches the terminal.
  public mutating func draw(_ canvas: Canvas) {
    guard canvas != shown else { return }
    let before = shown?.size == canvas.size ? shown : nil
    for row in 0..<min(canvas.size.rows, size.rows)
    where before.map({ $0.cells[row] != canvas.cells[row] }) ?? true {
      display.put(canvas.cells[row].prefix(size.columns), row: row)
    }
    shown = canvas
    update()
  }

  /// Puts a text on the clipboard of the machine that the terminal runs on, if the terminal allows
  /// it (OSC 52 of xterm's control sequences).
  ///
  /// A text of more than 8192 bytes, which some terminals refuse, is not sent.
  public func copy(_ text: String) {
    guard isActive, !hasVanished, text.utf8.count <= 8192 else { return }
    display.copy(Array(text.utf8))
  }

  /// Draws everything again, since something else may have written to the terminal.
  mutating func repaint() {
    display.forget()
    update()
  }

  private func update() {
    guard isActive, !hasVanished, let shown else { return }
    display.update(cursor: shown.cursor.flatMap { isInside($0) ? $0 : nil })
  }

  private func isInside(_ place: Place) -> Bool {
    (0..<size.columns).contains(place.column) && (0..<size.rows).contains(place.row)
  }

  /// The size by TIOCGWINSZ; nil when the terminal doesn't know it (a serial line) or has gone.
  static func currentSize() -> Size? {
    var answer = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &answer) == 0 else { return nil }
    guard answer.ws_col > 0, answer.ws_row > 0 else { return nil }
    // No screen is larger; a wrong size must not cost gigabytes of memory.
    return Size(columns: min(Int(answer.ws_col), 1000), rows: min(Int(answer.ws_row), 1000))
  }

  /// Asks for the size again, after SIGWINCH or a stop; returns whether it has changed.
  mutating func measure() -> Bool {
    guard let now = Self.currentSize(), now != size else { return false }
    size = now
    shown = nil
    display.resize(now)
    return true
  }
}
