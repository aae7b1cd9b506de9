/// Reads the literals that Python source assigns to names; nothing is run.
struct PythonSource {
  /// What stands after `NAME =`.
  enum Value: Equatable {
    case text(String)
    case number(String)
    case truth(Bool)
    case none
    /// Anything that is not a literal, or stands in a block that may not be run.
    case unknown
  }

  /// An assignment with its line.
  struct Assignment: Equatable {
    let name: String
    let value: Value
    let line: Int
  }

  /// The parts of an expression; adjacent strings are one string.
  private struct Parts {
    var strings: [String] = []
    var others: [String] = []
    var depth = 0

    var value: Value {
      if others.isEmpty { return strings.isEmpty ? .unknown : .text(strings.joined()) }
      guard strings.isEmpty, others.count == 1 else { return .unknown }
      switch others[0] {
      case "True": return .truth(true)
      case "False": return .truth(false)
      case "None": return .none
      case let text: return Int(text) == nil ? .unknown : .number(text)
      }
    }
  }

  private(set) var assignments: [Assignment] = []
  private var rest: Scalars
  private var line = 1

  init(_ text: String) throws(ImportFault) {
    rest = Substring(text).unicodeScalars
    while !rest.isEmpty { try statement() }
  }

  /// Reads one logical line, which ends at a line break outside brackets and strings.
  private mutating func statement() throws(ImportFault) {
    let start = line
    let isIndented = rest.first == " " || rest.first == "\t"
    skipBlanks()
    let name = word()
    skipBlanks()
    let isAssigned = !rest.starts(with: "==".unicodeScalars) && rest.skip("=")
    let value = try expression()
    guard isAssigned, !name.isEmpty else { return }
    assignments.append(
      Assignment(name: name, value: isIndented ? .unknown : value, line: start))
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\r" } }

  private mutating func word() -> String {
    let word = rest.prefix {
      $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    rest = rest[word.endIndex...]
    return String(word)
  }

  /// Reads to the end of the logical line.
  private mutating func expression() throws(ImportFault) -> Value {
    var parts = Parts()
    while let next = rest.first {
      switch next {
      case "\n":
        newLine()
        if parts.depth == 0 { return parts.value }
      case "#": rest = rest.drop { $0 != "\n" }
      case " ", "\t", "\r": skipBlanks()
      case "\"", "'": parts.strings.append(try string(isRaw: false))
      case "\\": try continuation()
      default: try token(&parts)
      }
    }
    return parts.value
  }

  private mutating func newLine() {
    line += 1
    rest = rest.dropFirst()
  }

  private mutating func continuation() throws(ImportFault) {
    rest = rest.dropFirst()
    _ = rest.skip("\r")
    guard rest.first == "\n" else { throw .syntax(line: line) }
    newLine()
  }

  /// A bracket, a name, a number, an operator, or a string with its prefix.
  private mutating func token(_ parts: inout Parts) throws(ImportFault) {
    let name = word()
    guard name.isEmpty else {
      guard rest.first == "\"" || rest.first == "'" else { return parts.others.append(name) }
      let prefix = name.lowercased()
      parts.strings.append(try string(isRaw: prefix.contains("r")))
      if prefix != "r", prefix != "u" { parts.others.append(name) }
      return
    }
    let sign = rest.removeFirst()
    switch sign {
    case "(", "[", "{":
      parts.depth += 1
      // Parentheses around nothing but strings only join lines; other brackets are no literal.
      if sign != "(" || !parts.others.isEmpty || !parts.strings.isEmpty { parts.others.append("(") }
    case ")", "]", "}": parts.depth -= 1
    default: parts.others.append(String(sign))
    }
  }
}

extension PythonSource {
  /// Reads a string from its first quotation mark on, in one or in three of them.
  private mutating func string(isRaw: Bool) throws(ImportFault) -> String {
    let start = line
    let quote = String(rest.removeFirst())
    let isLong = rest.skip(quote + quote)
    let mark = isLong ? quote + quote + quote : quote
    var result = String.UnicodeScalarView()
    while !rest.skip(mark) {
      guard let next = rest.first, next != "\n" || isLong else { throw .syntax(line: start) }
      if next == "\n" { line += 1 }
      rest = rest.dropFirst()
      if next == "\\" { result += escape(isRaw: isRaw).unicodeScalars } else { result.append(next) }
    }
    return String(result)
  }

  /// What a backslash and the character after it stand for.
  private mutating func escape(isRaw: Bool) -> String {
    guard let next = rest.popFirst() else { return "\\" }
    if next == "\n" { line += 1 }
    if isRaw { return "\\\(next)" }
    switch next {
    case "\n": return ""
    case "\\", "'", "\"": return String(next)
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "x": return scalar(2)
    case "u": return scalar(4)
    case "U": return scalar(8)
    default: return "\\\(next)"
    }
  }

  private mutating func scalar(_ count: Int) -> String {
    let digits = String(rest.prefix(count))
    rest = rest.dropFirst(count)
    let scalar = UInt32(digits, radix: 16).flatMap(UnicodeScalar.init)
    return String(Character(scalar ?? "\u{FFFD}"))
  }

  /// A text as a string literal of Python.
  static func literal(_ text: String) -> String { "\"" + text.putting("\\", before: "\\\"") + "\"" }
}
