internal import SystemAccess

/// A text folded to be searched for secrets, each byte with its place in a line.
///
/// Servers change what they echo: they use another case or base64 alphabet, add white space where
/// they break lines, and backslashes before quotation marks. Folding removes these differences.
struct FoldedText {
  /// Where a folded byte comes from.
  struct Place: Equatable {
    let line: Int
    let range: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var places: [Place] = []

  /// The folded byte; nil for one that is left out.
  static func fold(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x00...0x20, 0x5C, 0x7F: nil
    case 0x41...0x5A: byte + 0x20
    case 0x2D: 0x2B
    case 0x5F: 0x2F
    default: byte
    }
  }

  /// A folded text; `·`, which replaces a control character, is left out too.
  static func fold(_ text: [UInt8]) -> [UInt8] {
    var folded = FoldedText()
    folded.append(text, line: 0, from: 0)
    return folded.bytes
  }

  /// Adds a line from an offset on.
  mutating func append(_ line: [UInt8], line number: Int, from start: Int) {
    var index = start
    while index < line.count {
      if line[index] == 0xC2, index + 1 < line.count, line[index + 1] == 0xB7 {
        index += 2
        continue
      }
      add(line[index], number, index..<index + 1)
      index += 1
    }
  }

  /// Adds a line with `%41` and `=41` decoded, `+` as a space, and without the `=` of a broken
  /// line.
  mutating func appendDecoded(_ line: [UInt8], line number: Int, from start: Int) {
    var index = start
    while index < line.count {
      let byte = line[index]
      let isEscape = byte == 0x25 || byte == 0x3D
      if isEscape, let value = Hexadecimal.byte(line[(index + 1)...]) {
        add(value, number, index..<index + 3)
        index += 3
        continue
      }
      let isBreak = byte == 0x3D && index == line.count - 1
      if byte != 0x2B, !isBreak { add(byte, number, index..<index + 1) }
      index += 1
    }
  }

  private mutating func add(_ byte: UInt8, _ line: Int, _ range: Range<Int>) {
    guard let folded = Self.fold(byte) else { return }
    bytes.append(folded)
    places.append(Place(line: line, range: range))
  }

  /// Forgets all but this many bytes at the end.
  mutating func keepLast(_ count: Int) {
    bytes.removeFirst(max(0, bytes.count - count))
    places.removeFirst(max(0, places.count - count))
  }
}
