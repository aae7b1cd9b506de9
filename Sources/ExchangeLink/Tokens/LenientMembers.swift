internal import FoundationEssentials

/// A JSON object whose members may be missing or have another type than usual; each is read by
/// itself, so that a wrong one does not make the others unreadable.
struct LenientMembers: Decodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let members: KeyedDecodingContainer<Name>

  init(from decoder: any Decoder) throws { members = try decoder.container(keyedBy: Name.self) }

  /// Nil for what is no JSON object, or is nested too deeply.
  init?(_ json: [UInt8]) {
    guard let members = try? JSONDecoder().decode(LenientMembers.self, from: Data(json)) else {
      return nil
    }
    self = members
  }

  private func value<Value: Decodable>(_ name: String, _ type: Value.Type) -> Value? {
    try? members.decode(type, forKey: Name(stringValue: name))
  }

  /// A string, or a whole number as a string.
  func text(_ name: String) -> String? {
    value(name, String.self) ?? value(name, Int.self).map(String.init)
  }

  /// A whole number, also from a string; a fraction is dropped.
  func number(_ name: String) -> Int? {
    value(name, Int.self) ?? value(name, Double.self).flatMap { Int(exactly: $0.rounded(.down)) }
      ?? value(name, String.self).flatMap(Self.number)
  }

  private static func number(_ text: String) -> Int? {
    let digits = text.filter { !$0.isWhitespace }
    return digits.utf8.count <= 20
      ? Int(digits) ?? Double(digits).flatMap { Int(exactly: $0.rounded(.down)) } : nil
  }

  /// An array of strings, or a single string as one; nil where there is neither.
  func texts(_ name: String) -> [String]? {
    value(name, [String].self) ?? value(name, String.self).map { [$0] }
  }

  /// An array of whole numbers; empty where there is none.
  func numbers(_ name: String) -> [Int] { value(name, [Int].self) ?? [] }

  /// An array of objects; its other elements are left out.
  func objects(_ name: String) -> [LenientMembers] {
    value(name, [LossyElement].self)?.compactMap(\.members) ?? []
  }

  /// An element that need not be an object.
  private struct LossyElement: Decodable {
    let members: LenientMembers?
    init(from decoder: any Decoder) throws { members = try? LenientMembers(from: decoder) }
  }
}
