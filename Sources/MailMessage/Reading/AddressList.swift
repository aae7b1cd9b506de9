/// The addresses of a header such as To (RFC 5322 section 3.4), read as programs write them.
///
/// What is not understood is kept as it came. The text has been decoded to Unicode before.
struct AddressList: Equatable {
  /// An address with what stands around it.
  struct Item: Equatable {
    /// As it came, without the comma.
    let text: String
    /// The address without angle brackets, such as `root` or `ann@example.com`; empty where none is
    /// seen.
    let address: String
    /// The words before the angle brackets as they came, quoted or encoded.
    let phrase: String
    /// The words in parentheses behind an address, as `root (Cron Daemon)` has them.
    let comment: String

    /// The name on this machine that it is: without a domain, or in `localhost`. No other server
    /// knows either.
    var localName: String? {
      guard let at = address.lastIndex(of: "@") else { return address.isEmpty ? nil : address }
      let domain = address[address.index(after: at)...].lowercased()
      let isHere = domain == "localhost" || domain == "localhost.localdomain"
      return isHere && at > address.startIndex ? String(address[..<at]) : nil
    }

    /// The name shown with the address, without quotation marks; may hold encoded words.
    var displayName: String { phrase.isEmpty ? comment : Self.unquoted(phrase) }
  }

  /// A group's name and colon, an address, or what ends a group.
  enum Part: Equatable {
    case item(Item)
    /// `Name:` with its colon, or a lone `;`.
    case group(String)
  }

  let parts: [Part]

  var items: [Item] {
    parts.compactMap { part in if case .item(let item) = part { item } else { nil } }
  }

  init(_ text: String) {
    var scanner = AddressScanner(text)
    parts = scanner.parts()
  }
}

extension AddressList.Item {
  init(_ text: String) {
    self.text = text
    var scanner = AddressScanner(text)
    (address, phrase, comment) = scanner.address()
  }

  private static func unquoted(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        result.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar != "\"" {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Walks over a list of addresses, scalar by scalar.
private struct AddressScanner {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = text[...].unicodeScalars }

  /// Cuts at the commas, semicolons and colons that stand for themselves.
  mutating func parts() -> [AddressList.Part] {
    var parts: [AddressList.Part] = []
    var text = ""
    func item() -> [AddressList.Part] {
      let trimmed = text.trimmingBlanks
      return trimmed.isEmpty ? [] : [.item(AddressList.Item(trimmed))]
    }
    while let first = rest.first {
      switch first {
      case ",":
        rest.removeFirst()
        parts += item()
        text = ""
      case ";":
        rest.removeFirst()
        parts += item() + (Self.hasOpenGroup(parts) ? [.group(";")] : [])
        text = ""
      case ":" where !text.trimmingBlanks.isEmpty:
        rest.removeFirst()
        parts.append(.group(text.trimmingBlanks + ":"))
        text = ""
      default: text += token()
      }
    }
    return parts + item()
  }

  private static func hasOpenGroup(_ parts: [AddressList.Part]) -> Bool {
    let marks = parts.compactMap { part in
      if case .group(let mark) = part { mark } else { nil }
    }
    return marks.last.map { $0 != ";" } ?? false
  }

  /// The address in a text of one item, the words before it and the comments behind it.
  mutating func address() -> (address: String, phrase: String, comment: String) {
    var words = ""
    var bracketed: String?
    var comments: [String] = []
    while let first = rest.first {
      let token = token()
      switch first {
      case "<" where bracketed == nil: bracketed = Self.inside(token)
      case "(": comments.append(Self.inside(token))
      default: if bracketed == nil { words += token }
      }
    }
    let text = words.trimmingBlanks
    let comment = comments.joined(separator: " ").trimmingBlanks
    guard let bracketed else {
      // Quoted words alone are no address, and neither are several.
      let isAddress = !text.contains(" ") || text.hasPrefix("\"") && text.contains("@")
      return (isAddress ? text : "", isAddress ? "" : text, comment)
    }
    return (bracketed.trimmingBlanks, text, comment)
  }

  /// A quoted string, a comment, what stands in angle or square brackets, or a single scalar.
  private mutating func token() -> String {
    switch rest.first {
    case "\"": take { $0 == "\"" }
    case "<": take { $0 == ">" }
    case "[": take { $0 == "]" }
    case "(": comment()
    default: rest.popFirst().map { String(Character($0)) } ?? ""
    }
  }

  /// Up to the scalar that closes it, which a backslash keeps from doing so.
  private mutating func take(until isEnd: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    var isEscaped = false
    while let scalar = rest.popFirst() {
      text.append(scalar)
      if !isEscaped, text.count > 1, isEnd(scalar) { break }
      isEscaped = !isEscaped && scalar == "\\"
    }
    return String(text)
  }

  /// Comments nest (RFC 5322 section 3.2.2).
  private mutating func comment() -> String {
    var text = String.UnicodeScalarView()
    var depth = 0
    var isEscaped = false
    while let scalar = rest.popFirst() {
      text.append(scalar)
      if !isEscaped, scalar == "(" { depth += 1 }
      if !isEscaped, scalar == ")" { depth -= 1 }
      if depth == 0 { break }
      isEscaped = !isEscaped && scalar == "\\"
    }
    return String(text)
  }

  /// Without the bracket at each end.
  private static func inside(_ token: String) -> String {
    let inner = token.unicodeScalars.dropFirst()
    let isClosed = inner.last == ">" || inner.last == ")"
    return String(isClosed ? inner.dropLast() : inner)
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmingBlanks: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first == " " || first == "\t" { scalars.removeFirst() }
    while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
    return String(scalars)
  }
}
