/// Users of this machine, by name or number, with commas between: `www-data, 1000`.
public struct LocalUsers: SettingValue, Hashable {
  /// Each name or number, in the order in which they were typed.
  public let names: [String]

  /// Reads a list, with commas or spaces between.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard text.utf8.count <= 4096 else { throw .tooLong(4096) }
    let names = text.split { $0 == "," || $0 == " " }.map(String.init)
    if let wrong = names.first(where: { !Self.isUser($0) }) { throw .notAUser(wrong) }
    guard !names.isEmpty else { throw .notAUser(text) }
    self.names = names
  }

  /// The list, with a comma and a space between.
  public var text: String { names.joined(separator: ", ") }

  /// A user's number, or a name as useradd(8) and directories have them.
  private static func isUser(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return UInt32(text) != nil }
    let signs = Set("._-$@\\+".utf8)
    return text.utf8.count <= 256 && !text.hasPrefix("-")
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte >= 0x80 || signs.contains(byte)
      }
  }
}
