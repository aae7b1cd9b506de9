/// Where the mail for a name on this machine goes: addresses and other such names, with commas
/// between, such as `admin@example.com, root`.
public struct AliasTargets: SettingValue, Hashable {
  /// One of the targets.
  public enum Target: Hashable, Sendable {
    case address(MailAddress)
    /// Another name on this machine, in lower case; the mail goes where that one's goes.
    case name(String)
  }

  /// The targets, at least one.
  public let targets: [Target]

  /// Reads a list.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    let words = text.split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    guard !words.isEmpty else { throw .notAnAddress(text, .noAt) }
    targets = try words.map { word throws(Problem) in try Self.target(word) }
  }

  /// The list with a comma and a space between its members.
  public var text: String {
    targets.map { target in
      switch target {
      case .address(let address): address.text
      case .name(let name): name
      }
    }.joined(separator: ", ")
  }

  private static func target(_ word: String) throws(Problem) -> Target {
    if !word.contains("@"), let name = LocalName(word) { return .name(name.text) }
    return .address(try MailAddress(typed: word))
  }
}

/// A name on this machine, such as `root` or `www-data`.
public struct LocalName: Hashable, Sendable {
  /// The name in lower case, since aliases(5) ignores case.
  public let text: String

  /// Reads a name of 1 to 64 ASCII letters, digits and `._+-`, with no `-` first; nil for another
  /// text.
  public init?(_ text: String) {
    let isName =
      (1...64).contains(text.utf8.count) && !text.hasPrefix("-")
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "._+-".unicodeScalars.contains(scalar))
      }
    guard isName else { return nil }
    self.text = text.lowercased()
  }
}

extension LocalName {
  private static let table = "aliases."

  /// The name in a key such as `aliases.root`; nil for another key.
  public init?(aliasKey: String) {
    guard aliasKey.hasPrefix(Self.table) else { return nil }
    self.init(String(aliasKey.dropFirst(Self.table.count)))
  }

  /// The path of its key in `postern.toml`.
  package var path: [String] { ["aliases", text] }
}
