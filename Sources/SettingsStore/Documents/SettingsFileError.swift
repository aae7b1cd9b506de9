/// Why the text of `postern.toml` or `secrets.toml` cannot be read or changed.
///
/// Of `secrets.toml` it repeats nothing but keys.
public enum SettingsFileError: Error, Equatable, Sendable {
  /// Not TOML; the payload says what was expected.
  case syntax(FilePlace, expected: TOMLExpectation)
  /// Written by a later Postern.
  case newerVersion(FilePlace, version: String)
  /// `version` is not a number.
  case notAVersion(FilePlace)
  /// A key such as `smtp` that must be a table is something else.
  case notATable(FilePlace, key: String)
  /// A key such as `smtp.port` that must be a value is a table.
  case notAValue(FilePlace, key: String)
  /// A secret must be a string in quotation marks.
  case notAString(FilePlace, key: String)
  /// This key cannot be changed in place without harm to the rest of the document.
  ///
  /// The line is that of an inline table, or of a key in one; nil where it is not known.
  case cannotChange(file: String, line: Int?, key: String)
}

/// A place in a file, counted from 1, columns in Unicode scalars.
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

/// What was expected where a text is not TOML.
public enum TOMLExpectation: Equatable, Sendable {
  case utf8
  case textWithoutNUL
  case document
  case endOfLine
  case tableEnd
  case arrayTableEnd
  case key
  case keyOnOneLine
  /// A key on a line of its own: those in inline tables cannot be changed.
  case ownLine
  case equals
  case value
  case string
  case closingQuote
  case escape
  case code(digits: Int)
  case number
  case date
  case quotationMarks
  case commaOrBracket
  case commaOrBrace
  case noControlInComment
  case noControlInString
  case lessDeepKeys
  case lessDeepValues
  /// A key and its value: used instead of the parser's message, which may quote a secret.
  case pair
  /// The message of TOMLKit's parser.
  case told(String)
}
