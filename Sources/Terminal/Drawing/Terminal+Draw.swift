public import Forms

extension Terminal {
  /// Shows a canvas; only what has changed reaches the terminal.
  public mutating func draw(_ canvas: Canvas) {
    guard canvas != shown else { return }
    let before = shown?.size == canvas.size ? shown : nil
    for row in 0..<min(canvas.size.rows, size.rows)
    where before.map({ $0.cells[row] != canvas.cells[row] }) ?? true {
      screen.put(canvas.cells[row].prefix(size.columns), row: row)
    }
    shown = canvas
    update()
  }

  /// Draws everything anew, since something else may have written to the terminal.
  mutating func repaint() {
    screen.forget()
    update()
  }

  private func update() {
    guard isActive, !hasVanished, let shown else { return }
    screen.update(cursor: shown.cursor.flatMap { isInside($0) ? $0 : nil })
  }

  private func isInside(_ place: Place) -> Bool {
    (0..<size.columns).contains(place.column) && (0..<size.rows).contains(place.row)
  }
}
