internal import CNcurses
internal import Forms
internal import Glibc

/// Turns a canvas' cells into the wide characters that ncurses takes.
///
/// ncurses counts columns by wcwidth(3), a canvas by `CellWidth`. Where they disagreed, the rest of
/// the row would be shifted, so each character is cut to what takes exactly its cells.
struct WideText {
  /// wcwidth(3) of one scalar; -1 where the locale cannot encode it.
  let widthOf: (Unicode.Scalar) -> Int

  /// Takes widths by the locale of this process.
  init() {
    widthOf = { Int(postern_columns(wchar_t(bitPattern: $0.value))) }
  }

  /// Takes widths by a function, for tests.
  init(widthOf: @escaping (Unicode.Scalar) -> Int) { self.widthOf = widthOf }

  /// Appends the wide characters of one canvas character of one or two columns.
  func append(_ character: Character, columns: Int, to text: inout [wchar_t]) {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F {
      return text.append(wchar_t(ascii))
    }
    let start = text.count
    var used = 0
    for scalar in character.unicodeScalars.prefix(Self.longest) {
      let width = Self.joins(scalar) ? 0 : widthOf(scalar)
      // Stops at a scalar that does not fit into the cells, or that the locale cannot encode.
      guard width >= 0, used + width <= columns else { break }
      guard !Self.joins(scalar), width > 0 || text.count > start else { continue }
      text.append(wchar_t(bitPattern: scalar.value))
      used += width
    }
    if used == 0 {
      text.removeSubrange(start...)
      text.append(wchar_t(UInt8(ascii: "?")))
      used = 1
    }
    for _ in used..<max(used, columns) { text.append(wchar_t(UInt8(ascii: " "))) }
  }

  /// Whether a scalar joins or modifies others (joiners, variation selectors, skin tones, tags).
  /// Terminals disagree on the width of the result, so these are never sent.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0000...0xE01EF: true
    default: false
    }
  }

  /// CCHARW_MAX of ncurses: a character and four marks.
  private static let longest = 5
}
