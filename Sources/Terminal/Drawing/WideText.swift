internal import CNcurses
internal import Forms
internal import Glibc

/// Makes of a canvas' cells the wide characters that ncurses takes.
///
/// ncurses counts columns by wcwidth(3), a canvas by `CellWidth`. They must agree or the rest of
/// the row would slip, so each character is cut to what takes exactly its cells.
struct WideText {
  /// wcwidth(3) of one scalar, and whether the locale can write it; -1 if not.
  let widthOf: (Unicode.Scalar) -> Int

  /// By the locale of this process.
  init() {
    widthOf = { Int(postern_columns(wchar_t(bitPattern: $0.value))) }
  }

  /// By a width given, for tests.
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
      // The second half of a flag has columns of its own; the second person of a family has not.
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

  /// Terminals disagree on what these do to the width, so none gets to see them.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0000...0xE01EF: true
    default: false
    }
  }

  /// CCHARW_MAX of ncurses: a character and four marks.
  private static let longest = 5
}
