internal import CQREncode

/// A QR code (ISO/IEC 18004) of a text, with the quiet zone around it.
package struct QRCode: Equatable, Sendable {
  /// The width of the light border that readers need to find the code, in modules.
  package static let quietZone = 4

  /// Whether each module is dark, row by row; as many rows as columns, the quiet zone included.
  package let modules: [[Bool]]

  /// Encodes a text; nil where the code does not fit into so many character cells, each of which
  /// holds two modules, one above the other, or where libqrencode cannot be loaded.
  ///
  /// The error correction is the lowest (L): a screen has no stains, and the code stays small.
  package init?(_ text: String, columns: Int = 45, rows: Int = 23) {
    self.init(text, columns: columns, rows: rows, library: .usual)
  }

  init?(_ text: String, columns: Int, rows: Int, library: QREncodeLibrary?) {
    let side = min(columns, 2 * rows)
    guard let library, !text.isEmpty, !text.utf8.contains(0),
      let dark = library.modules(text), dark.count + 2 * Self.quietZone <= side
    else { return nil }
    let edge = [Bool](repeating: false, count: Self.quietZone)
    let blank = [Bool](repeating: false, count: dark.count + 2 * Self.quietZone)
    let blanks = [[Bool]](repeating: blank, count: Self.quietZone)
    modules = blanks + dark.map { edge + $0 + edge } + blanks
  }

  /// The code in lines of half blocks, which draw the light modules: for light text on a dark
  /// background.
  package var lines: [String] {
    stride(from: 0, to: modules.count, by: 2).map { row in
      let upper = modules[row]
      // Below the last row there is nothing to draw.
      let lower = row + 1 < modules.count ? modules[row + 1] : upper.map { _ in true }
      return String(
        zip(upper, lower).map { upper, lower in
          switch (upper, lower) {
          case (false, false): "█"
          case (false, true): "▀"
          case (true, false): "▄"
          case (true, true): " "
          }
        } as [Character])
    }
  }
}

/// libqrencode, loaded at its first use.
struct QREncodeLibrary: @unchecked Sendable {
  /// libqrencode's functions; they are found once and never change.
  private let functions: OpaquePointer

  static let usual = QREncodeLibrary(POSTERN_LIBQRENCODE)

  init?(_ name: String) {
    var fault = [CChar](repeating: 0, count: 256)
    guard let functions = postern_qrencode_load(name, &fault, fault.count) else { return nil }
    self.functions = functions
  }

  /// The smallest code of a text, true for dark modules; nil where the text is too long for any.
  func modules(_ text: String) -> [[Bool]]? {
    guard let code = postern_qrencode_string(functions, text, 0, QR_ECLEVEL_L) else { return nil }
    defer { postern_qrencode_free(functions, code) }
    let width = Int(code.pointee.width)
    guard let data = code.pointee.data, width > 0 else { return nil }
    return (0..<width).map { row in
      (0..<width).map { data[row * width + $0] & 1 == 1 }
    }
  }
}
