/// A value that a person types or chooses: parsed at the door, written back in one canonical form.
public protocol SettingValue: Equatable, Sendable {
  /// Reads a text, never an empty one, with the spaces around it taken off.
  init(typed text: String) throws(Problem)

  /// The canonical text, as `postern.toml` holds it.
  var text: String { get }

  /// Whether a text is understood, but says it in other words than ``text`` does.
  static func isAlias(_ text: String) -> Bool

  /// The values that are worth a proposal; empty where any text may be one.
  static var choices: [String] { get }
}

extension SettingValue {
  /// Most values have one form.
  public static func isAlias(_ text: String) -> Bool { false }

  /// Most values are not chosen.
  public static var choices: [String] { [] }
}

/// One of a fixed list, such as an encryption or an authentication mode.
public protocol Choice: SettingValue, CaseIterable, RawRepresentable<String>, Hashable
where AllCases == [Self] {
  /// The name on the screen, in the words of the documentation.
  var title: String { get }

  /// What it does for the person, in a sentence.
  var explanation: String { get }

  /// Words by which people know it besides its name and title, in any case and with any signs
  /// between them.
  var otherWords: [String] { get }
}

extension Choice {
  /// Reads the value's name in `postern.toml` or another word for it, in either case.
  public init(typed text: String) throws(Problem) {
    guard let value = Self(rawValue: text.lowercased()) ?? Self.meant(by: text) else {
      throw .notAChoice(text, of: Self.allCases.map(\.rawValue))
    }
    self = value
  }

  /// The value's name in `postern.toml`.
  public var text: String { rawValue }

  /// Every value's name.
  public static var choices: [String] { allCases.map(\.rawValue) }
}

extension Bool: SettingValue {
  /// Reads `true` or `false`.
  public init(typed text: String) throws(Problem) {
    switch text.lowercased() {
    case "true": self = true
    case "false": self = false
    default: throw .notAChoice(text, of: ["true", "false"])
    }
  }

  /// `true` or `false`.
  public var text: String { self ? "true" : "false" }

  /// Both.
  public static var choices: [String] { ["true", "false"] }
}
