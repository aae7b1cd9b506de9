public import MailSettings

/// `postern.toml` as text: read into a ``MailSettings/Draft``, and changed in place.
///
/// Comments, the order of the lines and keys that Postern does not know survive every change.
public struct SettingsFile: Sendable {
  /// A key of the file that Postern does not know.
  public struct UnknownKey: Equatable, Sendable {
    /// The dotted key.
    public let key: String
    /// Its line, counted from 1.
    public let line: Int
  }

  /// What the file says, without passwords. A value of a wrong type or range is there as its text.
  @Boxed public private(set) var draft: Draft
  /// The file's path, for messages.
  public let file: String
  let document: TOMLDocument

  /// The newest format that this Postern reads, and the one that it writes.
  static let version = 1

  /// Reads a text.
  public init(_ text: String, file: String) throws(SettingsFileError) {
    try self.init(bytes: Array(text.utf8), file: file)
  }

  init(bytes: [UInt8], file: String) throws(SettingsFileError) {
    try self.init(try TOMLDocument(bytes, file: file), file: file)
  }

  init(_ document: TOMLDocument, file: String) throws(SettingsFileError) {
    try document.checkVersion(file: file)
    var draft = Draft()
    for setting in Setting.all {
      let path = setting.key.path
      try document.checkShape(path, file: file)
      if let item = document.index.item(path) { draft[setting] = document.plainText(item) }
    }
    for (name, path) in document.aliasPaths {
      try document.checkShape(path, file: file)
      draft.aliases[name] = document.index.item(path).map { Entry(document.plainText($0)) }
    }
    self.draft = draft
    self.file = file
    self.document = document
  }

  /// A set-up that was never saved: a comment and the version.
  public static func empty(file: String) throws(SettingsFileError) -> SettingsFile {
    try SettingsFile(
      "# Postern: outgoing e-mail. See postern(1). Passwords are in secrets.toml.\nversion = 1\n",
      file: file)
  }

  /// The whole text.
  public var text: String { document.text }

  /// The line of a setting, counted from 1; nil where the file does not have it.
  public func line(of key: SettingKey) -> Int? {
    document.index.item(key.path).map { document.place($0, file: file).line }
  }

  /// The keys that Postern does not know, in the order of the file.
  public var unknownKeys: [UnknownKey] {
    var (line, offset) = (1, 0)
    return document.others(than: knownPaths).filter { !$0.isTable }.map { item in
      // Counted on from the previous key, since a file may have many.
      line += document.bytes[offset..<item.key.lowerBound].count { $0 == Byte.lineFeed }
      offset = item.key.lowerBound
      return UnknownKey(key: TOMLKey.text(item.path[...]), line: line)
    }
  }

  var knownPaths: Set<[String]> {
    Self.settingPaths.union(document.aliasPaths.values)
  }

  private static let settingPaths = Set(Setting.all.map { $0.key.path } + [["version"]])
}

extension TOMLDocument {
  /// The path of each name in `[aliases]`, as it is spelt there; of several spellings of one name,
  /// the first counts.
  var aliasPaths: [LocalName: [String]] {
    index.items.reduce(into: [:]) { paths, item in
      guard item.path.count == 2, item.path[0] == "aliases", let name = LocalName(item.path[1])
      else { return }
      paths[name] = paths[name] ?? item.path
    }
  }
}

extension SettingKey {
  /// The path of the setting in the file.
  var path: [String] { TOMLKey.path(name) }
}
