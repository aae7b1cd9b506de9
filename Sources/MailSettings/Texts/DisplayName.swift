/// The name shown beside an address: `Your Server` in `"Your Server" <yourserver@yourdomain.com>`.
public struct DisplayName: SettingValue, Hashable {
  /// The name, free of control characters, at most 255 bytes of UTF-8.
  public let text: String

  /// Reads a name.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard text.utf8.count <= 255 else { throw .tooLong(255) }
    self.text = text
  }
}
