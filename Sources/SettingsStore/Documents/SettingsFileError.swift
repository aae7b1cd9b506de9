/// Why the text of `postern.toml` or `secrets.toml` cannot be read or changed.
///
/// Nothing of the text stands in it, except keys: the text may hold secrets.
public enum SettingsFileError: Error, Equatable, Sendable {
  /// Not TOML; the payload says what was expected.
  case syntax(FilePlace, expected: String)
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
  /// The document is written such that this key cannot be changed in place without harm.
  ///
  /// The line is that of an inline table, or of a key in one; nil where it is not known.
  case cannotChange(file: String, line: Int?, key: String)
}
