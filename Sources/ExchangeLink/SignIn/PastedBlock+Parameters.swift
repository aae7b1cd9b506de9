internal import SystemAccess

/// A parameter of an answer, decoded.
struct AnswerParameter: Equatable {
  let name: String
  let value: String
}

extension PastedBlock {
  /// The ranges of URLs: from `https://` or `http://`, unless it stands after a `=`.
  var addresses: [Range<Int>] {
    let starts = text.indices.filter { index in
      guard let length = schemeLength(at: index) else { return false }
      return length > 0 && (index == 0 || text[index - 1] != "=")
    }
    let ends = starts.dropFirst() + [text.count]
    return zip(starts, ends).map { $0.0..<addressEnd($0.0, before: $0.1) }
  }

  private func schemeLength(at index: Int) -> Int? {
    guard text[index] == "h" || text[index] == "H" else { return nil }
    let word = string(index..<min(index + 8, text.count)).lowercased()
    return ["https://", "http://"].first(where: word.hasPrefix)?.count
  }

  /// Where a URL ends. Only its query is searched: the host may be an IPv6 address in brackets.
  private func addressEnd(_ start: Int, before end: Int) -> Int {
    let query = text[start..<end].firstIndex { $0 == "?" || $0 == "#" } ?? start
    return text[query..<end].firstIndex(where: Self.isOutsideOfAddresses) ?? end
  }

  /// Characters that surround URLs in prose, Markdown and HTML.
  static func isOutsideOfAddresses(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "`", "<", ">", ")", "]", "{", "}", "|", "\u{AB}", "\u{BB}",
      "\u{2018}"..."\u{201F}", "\u{2039}", "\u{203A}":
      true
    default: false
    }
  }

  /// The parameters of a URL: those of its query if they are an answer, else of its fragment.
  func parameters(
    ofAddress range: Range<Int>, isKnown: (String) -> Bool
  ) -> [AnswerParameter] {
    let hash = text[range].firstIndex(of: "#") ?? range.upperBound
    if let mark = text[range.lowerBound..<hash].firstIndex(of: "?") {
      let query = parameters(mark + 1..<hash, isKnown: isKnown)
      if query.isAnswer { return query }
    }
    return parameters(min(hash + 1, range.upperBound)..<range.upperBound, isKnown: isKnown)
  }

  /// The parameters of an answer that was pasted without its URL; nil where there is none.
  func bareParameters(isKnown: (String) -> Bool) -> [AnswerParameter]? {
    let names = ["code", "state", "error", "admin_consent"].map { Array(($0 + "=").unicodeScalars) }
    let gaps = Set(self.gaps.map(\.position))
    let start = text.indices.first { index in
      let isBoundary =
        index == 0 || gaps.contains(index) || "?&#:;,".unicodeScalars.contains(text[index - 1])
        || Self.isOutsideOfAddresses(text[index - 1])
      return isBoundary && names.contains { text[index...].starts(with: $0) }
    }
    guard let start else { return nil }
    let end = text[start...].firstIndex(where: Self.isOutsideOfAddresses) ?? text.count
    let hash = text[start..<end].firstIndex(of: "#") ?? end
    return parameters(start..<hash, isKnown: isKnown)
  }

  /// The parameters in a range of the form application/x-www-form-urlencoded.
  private func parameters(_ range: Range<Int>, isKnown: (String) -> Bool) -> [AnswerParameter] {
    var values: [AnswerParameter] = []
    var rest = range
    while !rest.isEmpty {
      let end = text[rest].firstIndex(of: "&") ?? rest.upperBound
      let pair = rest.lowerBound..<end
      rest = min(end + 1, range.upperBound)..<range.upperBound
      guard let equals = text[pair].firstIndex(of: "=") else { continue }
      let name = self.name(pair.lowerBound..<equals)
      var value = equals + 1..<end
      if name == "state", let known = knownPart(of: value, isKnown) {
        if known != value { rest = range.upperBound..<range.upperBound }
        value = known
      } else if rest.isEmpty {
        value = withoutProse(value)
      }
      values.append(AnswerParameter(name: name, value: decoded(value, isLast: rest.isEmpty)))
    }
    return values
  }

  /// A parameter's name, without the `amp;` that is left of HTML's `&amp;` before it.
  private func name(_ range: Range<Int>) -> String {
    let text = string(range)
    return (text.hasPrefix("amp;") ? String(text.dropFirst(4)) : text).formDecoded
  }

  /// In characters; no state of ours is as long, even percent-encoded.
  private static let longestState = 512

  /// The part of a value that is a known state: all of it, or what stands before prose.
  private func knownPart(of range: Range<Int>, _ isKnown: (String) -> Bool) -> Range<Int>? {
    let nearby = range.lowerBound..<min(range.upperBound, range.lowerBound + Self.longestState)
    let ends = (nearby == range ? [range.upperBound] : []) + gaps(in: nearby).map(\.position)
    for end in ends {
      var part = range.lowerBound..<end
      while !part.isEmpty {
        if isKnown(string(part).formDecoded) { return part }
        guard ".,;:!?*".unicodeScalars.contains(text[part.upperBound - 1]) else { break }
        part = part.lowerBound..<part.upperBound - 1
      }
    }
    return nil
  }

  private func decoded(_ range: Range<Int>, isLast: Bool) -> String {
    var text = string(range)
    while isLast, let last = text.last, ".,;:".contains(last) { text.removeLast() }
    return text.formDecoded
  }
}

extension [AnswerParameter] {
  /// The first value of this name.
  func value(_ name: String) -> String? { first { $0.name == name }?.value }

  /// Whether a parameter of an answer is among them (RFC 6749 section 4.1.2).
  var isAnswer: Bool {
    contains { ["code", "error", "admin_consent"].contains($0.name) }
  }
}

extension String {
  /// Decoded once from application/x-www-form-urlencoded; a `%` without two digits stays.
  var formDecoded: String {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, let pair = Hexadecimal.byte(rest.prefix(2)) {
        bytes.append(pair)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == 0x2B ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
