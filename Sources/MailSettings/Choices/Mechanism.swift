/// A SASL mechanism to force, or `auto` for the best that both sides can.
public struct Mechanism: SettingValue, Hashable {
  /// `auto`, or the mechanism's name in upper case.
  public let text: String

  /// Reads a name by RFC 4422 section 3.1: 1 to 20 letters, digits, hyphens, underscores.
  public init(typed text: String) throws(Problem) {
    guard text.utf8.count <= 20,
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    else { throw .notAMechanism(text) }
    self.text = text.lowercased() == "auto" ? "auto" : text.uppercased()
  }

  private init(known text: String) { self.text = text }

  /// The best mechanism that both sides can.
  public static let auto = Mechanism(known: "auto")
}
