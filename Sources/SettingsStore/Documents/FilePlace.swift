/// A place in a file, counted from 1, columns in characters of Unicode.
public struct FilePlace: Equatable, Sendable {
  /// The file's path.
  public let file: String
  /// The line.
  public let line: Int
  /// The column.
  public let column: Int

  /// A place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place of a byte.
  init(_ file: String, offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let lineStart = (before.lastIndex(of: Byte.lineFeed) ?? -1) + 1
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    self.init(file: file, line: before.count { $0 == Byte.lineFeed } + 1, column: column)
  }
}
