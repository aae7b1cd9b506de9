internal import Forms

/// The sequences that the usual terminals send for their keys.
///
/// Modifiers of arrows and the like are ignored (Shift-Left is Left); a function key with a
/// modifier is another key (xterm: Shift-F1 is F13), which nothing here uses.
enum KeySequences {
  /// A control character by itself.
  static func key(control byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x00..<0x20:
      .control(Character(Unicode.Scalar(byte + (byte >= 1 && byte <= 26 ? 0x60 : 0x40))))
    default: nil
    }
  }

  /// The key of a byte after ESC O (application keypad and cursor modes).
  static func key(shift byte: UInt8) -> Key? {
    let character = Character(Unicode.Scalar(byte))
    return letters[character] ?? keypad[character]
      ?? "abcd".firstIndex(of: character).flatMap { _ in letters[Character(character.uppercased())]
      }
  }

  /// The key of what stands after ESC [.
  static func key(control body: [UInt8]) -> Key? {
    guard let last = body.last else { return nil }
    let final = Character(Unicode.Scalar(last))
    if body.first == UInt8(ascii: "["), body.count == 2 { return console[final] }
    guard let parameters = numbers(body.dropLast()) else { return nil }
    let isModified = parameters.count > 1 && parameters[1] > 1
    let key: Key?
    switch final {
    case "~", "$", "^", "@": key = parameters.first.flatMap { byNumber[$0] }
    case "a", "b", "c", "d": key = letters[Character(final.uppercased())]
    default: key = letters[final]
    }
    if case .function = key, isModified || "$^@".contains(final) { return nil }
    return key
  }

  /// Whether there is nothing but digits, and at least one.
  static func isNumber(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// How many bytes a character has whose UTF-8 begins with this byte (RFC 3629, section 4).
  static func utf8Length(_ byte: UInt8) -> Int? {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  /// Numbers between semicolons; nil when there is anything else.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var result: [Int] = []
    for part in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      if part.isEmpty {
        result.append(0)
      } else if let number = Int(String(decoding: part, as: UTF8.self)), isNumber(part) {
        result.append(number)
      } else {
        return nil
      }
    }
    return result
  }

  private static let letters: [Character: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static let console: [Character: Key] = [
    "A": .function(1), "B": .function(2), "C": .function(3), "D": .function(4), "E": .function(5),
  ]

  private static let byNumber: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  /// The numeric keypad of PuTTY and xterm in application mode.
  private static let keypad: [Character: Key] = [
    "M": .enter, "I": .tab, "X": .character("="), "j": .character("*"), "k": .character("+"),
    "l": .character(","), "m": .character("-"), "n": .character("."), "o": .character("/"),
    "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"),
    "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
    "x": .character("8"), "y": .character("9"),
  ]
}
