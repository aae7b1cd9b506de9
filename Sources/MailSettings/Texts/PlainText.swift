internal import SystemAccess

/// One line of text in no special format: a user name, a password command.
public struct PlainText: SettingValue, Hashable {
  /// The text, free of control characters, at most 4,096 bytes of UTF-8.
  public let text: String

  /// Reads a line.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard text.utf8.count <= 4096 else { throw .tooLong(4096) }
    self.text = text
  }
}

extension String {
  /// Throws when the text holds a control character.
  func rejectControls() throws(Problem) {
    if unicodeScalars.contains(where: \.steersTerminal) { throw .controlCharacter }
  }
}

/// The name shown beside an address: `Your Server` in `"Your Server" <yourserver@yourdomain.com>`.
public struct DisplayName: SettingValue, Hashable {
  /// The name, free of control characters.
  public let text: String

  /// Reads a name of at most 255 bytes of UTF-8, as the settings have it.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard text.utf8.count <= 255 else { throw .tooLong(255) }
    self.text = text
  }

  /// Reads a name that a program gives beside a mail: at most 2,000 bytes of UTF-8, since that of a
  /// person with all their titles may not be left out.
  public init(handed text: String) throws(Problem) {
    try text.rejectControls()
    guard text.utf8.count <= 2_000 else { throw .tooLong(2_000) }
    self.text = text
  }
}

/// The path of a file, from the root folder on.
public struct AbsolutePath: SettingValue, Hashable {
  /// The path, at most 4,095 bytes (PATH_MAX).
  public let text: String

  /// Reads a path.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard text.utf8.count <= 4095 else { throw .tooLong(4095) }
    guard text.hasPrefix("/"), text.count > 1 else { throw .notAnAbsolutePath(text) }
    self.text = text
  }
}
