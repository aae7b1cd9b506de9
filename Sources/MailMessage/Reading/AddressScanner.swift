/// Scans a list of addresses octet by octet: every separator is ASCII.
struct AddressScanner {
  private var rest: Substring.UTF8View
  /// The closing octets that do not come any more.
  private var missing: [UInt8] = []

  /// Whether all that was opened so far was closed.
  var isClosed: Bool { missing.isEmpty }

  init(_ text: String) { rest = text[...].utf8 }

  /// Whether a text is nothing but an address, as most are.
  static func isOneWord(_ text: String) -> Bool {
    !text.utf8.contains { isMark($0) || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Splits at commas, semicolons and colons outside quotes, brackets and comments.
  mutating func parts() -> [AddressList.Part] {
    var parts: [AddressList.Part] = []
    var start = rest
    while let first = rest.first {
      let text = start[..<rest.startIndex].trimmingBlanks
      switch first {
      case UInt8(ascii: ","):
        parts += Self.item(text)
      case UInt8(ascii: ";"):
        parts += Self.item(text) + (Self.hasOpenGroup(parts) ? [.group(";")] : [])
      case UInt8(ascii: ":") where !text.isEmpty:
        parts.append(.group(String(Substring(text)) + ":"))
      default:
        skipToken()
        continue
      }
      rest.removeFirst()
      start = rest
    }
    return parts + Self.item(start.trimmingBlanks)
  }

  private static func item(_ text: Substring.UTF8View) -> [AddressList.Part] {
    text.isEmpty ? [] : [.item(AddressList.Item(String(Substring(text))))]
  }

  private static func hasOpenGroup(_ parts: [AddressList.Part]) -> Bool {
    let marks = parts.compactMap { part in
      if case .group(let mark) = part { mark } else { nil }
    }
    return marks.last.map { $0 != ";" } ?? false
  }

  /// The address in the text of one item, the words before it and the comments.
  mutating func address() -> (address: String, phrase: String, comment: String) {
    var words = ""
    var bracketed: String?
    var comments: [String] = []
    while let first = rest.first {
      let token = token()
      switch first {
      case UInt8(ascii: "<") where bracketed == nil:
        bracketed = Self.withoutRoute(Self.withoutComments(Self.inside(token)))
      case UInt8(ascii: "("): comments.append(Self.inside(token))
      default: if bracketed == nil { words.append(contentsOf: token) }
      }
    }
    let text = words.trimmingBlanks
    let comment = comments.joined(separator: " ").trimmingBlanks
    guard let bracketed else {
      let address = Self.withoutInnerBlanks(text)
      // Several words are no address, unless the local part is quoted: `"a b"@example.com`.
      let isAddress =
        address.contains("@")
        ? address.hasPrefix("\"") || !address.utf8.contains(where: Self.isBlank)
        : !text.utf8.contains(where: Self.isBlank)
      return (isAddress ? address : "", isAddress ? "" : text, comment)
    }
    return (Self.withoutInnerBlanks(bracketed.trimmingBlanks), text, comment)
  }

  private static func withoutComments(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
    var scanner = AddressScanner(text)
    var kept = ""
    while let first = scanner.rest.first {
      let token = scanner.token()
      if first != UInt8(ascii: "(") { kept.append(contentsOf: token) }
    }
    return kept
  }

  /// Without the blanks that an address may have around `@` and full stops outside quotation marks
  /// (RFC 5322 section 4.4).
  private static func withoutInnerBlanks(_ text: String) -> String {
    guard text.utf8.contains(where: isBlank) else { return text }
    var kept: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    for octet in text.utf8 {
      if !isQuoted, isJoint(octet) {
        kept.removeLast(kept.reversed().prefix(while: isBlank).count)
      }
      let isSuperfluous = !isQuoted && isBlank(octet) && (kept.last.map(isJoint) ?? false)
      if !isSuperfluous { kept.append(octet) }
      if octet == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      isEscaped = !isEscaped && octet == UInt8(ascii: "\\")
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func isBlank(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t")
  }

  private static func isJoint(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: "@") || octet == UInt8(ascii: ".")
  }

  private mutating func token() -> Substring {
    let start = rest
    skipToken()
    return Substring(start[..<rest.startIndex])
  }

  /// Skips a quoted string, a comment, a pair of angle or square brackets, or else the text up to
  /// the next of these or the next separator. A mark that is not closed is text, so that an address
  /// behind it is found; an address that is not closed ends before the next separator.
  private mutating func skipToken() {
    let first = rest.popFirst()
    switch first {
    case UInt8(ascii: "\""): if skip(to: UInt8(ascii: "\"")) { return }
    case UInt8(ascii: "<"): if skipBrackets() { return }
    case UInt8(ascii: "["): if skip(to: UInt8(ascii: "]")) { return }
    case UInt8(ascii: "("): return skipComment()
    default: break
    }
    let isAddress = first == UInt8(ascii: "<")
    rest = rest.drop { isAddress ? !Self.isSeparator($0) : !Self.isMark($0) }
  }

  /// Skips past the closing angle bracket; one in a quoted string or a comment does not close.
  private mutating func skipBrackets() -> Bool {
    guard !missing.contains(UInt8(ascii: ">")) else { return false }
    let start = rest
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: ">") { return true }
      if octet == UInt8(ascii: "\""), !skip(to: octet) { break }
      if octet == UInt8(ascii: "("), !missing.contains(UInt8(ascii: ")")) { skipComment() }
    }
    rest = start
    return skip(to: UInt8(ascii: ">"))
  }

  private static func isMark(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "("),
      UInt8(ascii: ":"):
      true
    default: isSeparator(octet)
    }
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";")
  }

  /// Skips past the closing octet; one after a backslash does not close. False, and nothing
  /// skipped, where it does not come; it is then never looked for again.
  private mutating func skip(to end: UInt8) -> Bool {
    guard !missing.contains(end) else { return false }
    let start = rest
    var isEscaped = false
    while let octet = rest.popFirst() {
      if !isEscaped, octet == end { return true }
      isEscaped = !isEscaped && octet == UInt8(ascii: "\\")
    }
    rest = start
    missing.append(end)
    return false
  }

  /// Comments nest (RFC 5322 section 3.2.2).
  private mutating func skipComment() {
    var depth = 1
    var isEscaped = false
    while depth > 0, let octet = rest.popFirst() {
      if !isEscaped, octet == UInt8(ascii: "(") { depth += 1 }
      if !isEscaped, octet == UInt8(ascii: ")") { depth -= 1 }
      isEscaped = !isEscaped && octet == UInt8(ascii: "\\")
    }
    if depth > 0 { missing.append(UInt8(ascii: ")")) }
  }

  /// A source route (`@a,@b:user@c`) is accepted and ignored (RFC 5322 section 4.4).
  private static func withoutRoute(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "@"),
      let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
    else { return text }
    return String(text[text.index(after: colon)...])
  }

  /// Without the bracket at each end.
  private static func inside(_ token: Substring) -> String {
    let inner = token.utf8.dropFirst()
    let isClosed = inner.last == UInt8(ascii: ">") || inner.last == UInt8(ascii: ")")
    return String(Substring(isClosed ? inner.dropLast() : inner))
  }
}
