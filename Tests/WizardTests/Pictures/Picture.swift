import Foundation
import Forms
import Testing

/// A canvas as text: its rows, its styles where they are not normal, its cursor.
struct Picture: Equatable {
  let text: String

  init(_ canvas: Canvas) {
    let rows = (0..<canvas.size.rows).map { canvas.text(ofRow: $0) }
    let styles = canvas.cells.map { row in
      let line = row.map { $0.style.letter }
      return String(line).replacing(#/\.+$/#, with: "")
    }
    let cursor = canvas.cursor.map { "column \($0.column), row \($0.row)" } ?? "hidden"
    text = (rows + ["", "styles:"] + styles + ["", "cursor: \(cursor)", ""]).joined(separator: "\n")
  }

  /// Compares with the golden picture; a new one is recorded and fails this once.
  func matches(_ name: String) throws -> Bool {
    let file = Self.folder.appending(path: "\(name).txt")
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded a new picture, look at it: Screens/Pictures/\(name).txt")
      return true
    }
    if golden != text { print("--- Screens/Pictures/\(name).txt is now:\n\(text)") }
    return golden == text
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Screens/Pictures").standardizedFileURL
}

extension Style {
  fileprivate var letter: Character {
    switch self {
    case .normal: "."
    case .title: "T"
    case .focus: "F"
    case .dim: "d"
    case .trouble: "!"
    case .done: "+"
    case .input: "_"
    }
  }
}
