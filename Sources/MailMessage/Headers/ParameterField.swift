internal import SystemAccess

/// A field with parameters, such as Content-Disposition, whose values may be non-ASCII (RFC 2231).
struct ParameterField {
  let bytes: [UInt8]

  /// - Parameter text: the field's value as it came, decoded.
  init(_ name: String, _ text: String) {
    let type = ContentType(text)
    var field = HeaderField(name)
    let words = [type.mediaType] + type.parameters.flatMap { Self.words($0.name, $0.value) }
    for (index, word) in words.enumerated() {
      field.append(word + (index < words.count - 1 ? ";" : ""), after: " ")
    }
    bytes = field.bytes
  }

  /// The parameter, split into numbered parts if it is long (RFC 2231 section 3), so that no line
  /// exceeds 78 characters.
  private static func words(_ name: String, _ value: String) -> [String] {
    // A line is ` name*00*=UTF-8''value;`.
    let room = max(64 - name.utf8.count, 12)
    // Few readers look for a boundary in numbered parts.
    if value.isASCII, value.utf8.count <= room || name == "boundary" {
      return [ContentType.parameter(name, value)]
    }
    var parts: [String] = [""]
    for character in value {
      let encoded = String(character).utf8.map(Self.encoded).joined()
      if let last = parts.last, last.utf8.count + encoded.utf8.count > room { parts.append("") }
      parts[parts.count - 1] += encoded
    }
    guard parts.count > 1 else { return ["\(name)*=UTF-8''\(parts[0])"] }
    return parts.enumerated().map { index, part in
      "\(name)*\(index)*=\(index == 0 ? "UTF-8''" : "")\(part)"
    }
  }

  /// The byte as it is if it is an `attribute-char` (RFC 2231 section 7), else as `%XX`.
  private static func encoded(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      String(UnicodeScalar(byte))
    default: "%" + Hexadecimal.pair(byte)
    }
  }
}
