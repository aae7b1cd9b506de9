/// What a Content-Type field says (RFC 2045 section 5).
struct ContentType: Equatable {
  /// `text/plain`, in lower case.
  let mediaType: String
  /// The names are in lower case.
  let parameters: [(name: String, value: String)]

  init(mediaType: String, _ parameters: [(name: String, value: String)]) {
    (self.mediaType, self.parameters) = (mediaType, parameters)
  }

  /// The type of a message without that field (RFC 2045 section 5.2).
  static let plain = ContentType("text/plain; charset=us-ascii")

  /// Reads the field's value.
  init(_ value: String) {
    var rest = value[...].unicodeScalars
    mediaType = Self.untilSemicolon(&rest).lowercased().filter { $0 != " " && $0 != "\t" }
    var parameters: [(String, String)] = []
    while !rest.isEmpty {
      let parameter = Self.untilSemicolon(&rest)
      guard let equals = parameter.firstIndex(of: "=") else { continue }
      let name = String(parameter[..<equals]).trimmingBlanks.lowercased()
      let raw = String(parameter[parameter.index(after: equals)...]).trimmingBlanks
      parameters.append((name, Self.unquoted(raw)))
    }
    self.parameters = parameters
  }

  var isText: Bool { mediaType.hasPrefix("text/") || mediaType.isEmpty }
  var isMultipart: Bool { mediaType.hasPrefix("multipart/") }
  /// A mail within a mail, which has a header of its own.
  var isMessage: Bool { mediaType == "message/rfc822" || mediaType == "message/global" }
  /// Whether its content is signed, so that no octet may change (RFC 1847).
  var isSigned: Bool { mediaType == "multipart/signed" }

  func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  var charset: String? { parameter("charset") }
  var boundary: String? { parameter("boundary").flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether the charset is ASCII or missing; programs in the C locale declare ASCII for any text.
  var isASCII: Bool {
    guard let charset = charset?.uppercased() else { return true }
    return ["US-ASCII", "ASCII", "ANSI_X3.4-1968", "ANSI_X3.4-1986", "ISO646-US", "646"]
      .contains(charset)
  }

  static func == (one: ContentType, other: ContentType) -> Bool {
    one.mediaType == other.mediaType
      && one.parameters.elementsEqual(other.parameters, by: { $0 == $1 })
  }

  private static func untilSemicolon(_ rest: inout Substring.UnicodeScalarView) -> String {
    var text = String.UnicodeScalarView()
    var isQuoted = false
    var isEscaped = false
    while let scalar = rest.popFirst() {
      if scalar == ";", !isQuoted { break }
      if scalar == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && !isEscaped && scalar == "\\"
      text.append(scalar)
    }
    return String(text)
  }

  private static func unquoted(_ text: String) -> String {
    guard text.hasPrefix("\"") else {
      return String(text.prefix { $0 != " " && $0 != "\t" && $0 != "(" })
    }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars.dropFirst() {
      if isEscaped {
        result.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        break
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
