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
