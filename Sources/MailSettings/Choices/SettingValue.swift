/// A value that a person types or chooses: parsed once, written back in one canonical form.
public protocol SettingValue: Equatable, Sendable {
  /// Reads a text, which is never empty and has no spaces around it.
  init(typed text: String) throws(Problem)

  /// The canonical text, as `postern.toml` holds it.
  var text: String { get }

  /// Whether a text is valid, but not in the spelling of ``text``, such as `STARTTLS` for `tls`.
  static func isAlias(_ text: String) -> Bool

  /// The values to propose, such as in a shell's completions; empty where there are none.
  static var choices: [String] { get }
}

extension SettingValue {
  /// Most values have one form.
  public static func isAlias(_ text: String) -> Bool { false }

  /// Most values are typed freely.
  public static var choices: [String] { [] }
}

/// One of a fixed list, such as an encryption or an authentication mode.
public protocol Choice: SettingValue, CaseIterable, RawRepresentable<String>, Hashable
where AllCases == [Self] {
  /// The name on the screen, in the words of the documentation.
  var title: String { get }

  /// What it does for the person, in a sentence.
  var explanation: String { get }

  /// Other words for it than its name and title; case and punctuation do not matter.
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

  /// `true` and `false`.
  public static var choices: [String] { ["true", "false"] }
}
