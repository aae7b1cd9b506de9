internal import SystemAccess

extension Observation {
  /// A foreign text, short, quoted for a sentence, without a full stop at its end.
  static func quote(_ text: String) -> String {
    var text = text.printable(limit: 100)
    while text.hasSuffix(".") || text.hasSuffix(" ") { text.removeLast() }
    return "“\(text)”"
  }

  /// Some names, short enough for a sentence.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).map { $0.printable(limit: 40) }.joined(separator: ", ")
    return names.count > 3 ? shown + " and others" : shown
  }

  /// Some words as one part of a sentence: `expired, too weak and signed by itself`.
  static func enumerate(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) and \(last)"
  }
}
