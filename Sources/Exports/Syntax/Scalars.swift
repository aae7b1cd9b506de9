/// Texts are cut and quoted scalar by scalar: a combining mark makes one `Character` with a
/// quotation mark before it, which the other programs still read as a quotation mark.
typealias Scalars = Substring.UnicodeScalarView

extension String {
  /// The text with `sign` before each character of `others`.
  func putting(_ sign: Unicode.Scalar, before others: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if others.unicodeScalars.contains(scalar) { result.append(sign) }
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether it contains a text, byte for byte.
  func holds(_ text: String) -> Bool { utf8.firstRange(of: text.utf8) != nil }

  /// Whether it begins with a text, byte for byte.
  func begins(_ text: String) -> Bool { utf8.starts(with: text.utf8) }

  /// The text before and after the first of some characters; nil where there is none.
  func cut(at signs: String) -> (before: String, behind: String)? {
    let scalars = unicodeScalars
    guard let place = scalars.firstIndex(where: signs.unicodeScalars.contains) else { return nil }
    return (String(scalars[..<place]), String(scalars[scalars.index(after: place)...]))
  }

  /// Without the blanks, tabs and carriage returns at both ends.
  var trimmingBlanks: String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension Scalars {
  /// Drops a prefix; false where it is not there.
  mutating func skip(_ text: String) -> Bool {
    guard starts(with: text.unicodeScalars) else { return false }
    self = dropFirst(text.unicodeScalars.count)
    return true
  }
}
