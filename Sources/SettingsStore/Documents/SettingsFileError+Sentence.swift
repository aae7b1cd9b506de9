internal import MailSettings
internal import SystemAccess

extension SettingsFileError {
  /// What is wrong with the file, where, and what would be right, without a final full stop.
  public var sentence: String {
    switch self {
    case .syntax(let place, let expected): "\(place.sentence): not TOML: \(expected)"
    case .newerVersion(let place, let version):
      "\(place.sentence): version \(version.printable(limit: 20)) was written by a later Postern; "
        + "this one knows version \(SettingsFile.version)"
    case .notAVersion(let place):
      "\(place.sentence): version is not a whole number; right would be: "
        + "version = \(SettingsFile.version)"
    case .notATable(let place, let key):
      "\(place.sentence): \(key) must be a table: a line [\(key)] with its keys below it"
    case .notAValue(let place, let key): "\(place.sentence): \(key) must be one value, not a table"
    case .notAString(let place, let key):
      "\(place.sentence): \(key) must stand in quotation marks"
    case .cannotChange(let file, let line, let key):
      "\(key) cannot be changed in \(file.shown)\(line.map { ", line \($0)," } ?? "") without harm to the rest of it; nothing was written: "
        + "change it there by hand"
    }
  }
}

extension FilePlace {
  /// `FILE, line L, column C`.
  public var sentence: String { "\(file.shown), line \(line), column \(column)" }
}

extension String {
  /// A path for a message: nothing in it steers a terminal.
  var shown: String { printable() }
}

extension UInt32 {
  /// A mode as chmod(1) takes it.
  var octal: String {
    let digits = String(self, radix: 8)
    return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}
