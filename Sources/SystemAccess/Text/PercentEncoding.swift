extension String {
  /// Percent-encoded in UTF-8, all but the unreserved characters (RFC 3986 sections 2.1 and 2.3).
  package var percentEncoded: String {
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return utf8.map { byte in
      unreserved.contains(byte)
        ? String(Character(Unicode.Scalar(byte)))
        : "%" + Hexadecimal.pair(byte)
    }.joined()
  }
}

extension Substring {
  /// With its percent-encoding decoded (RFC 3986 section 2.1); unchanged where that is not UTF-8.
  package var percentDecoded: String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(2)
      if byte == 0x25, digits.count == 2,
        let value = Hexadecimal.byte(digits)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(self)
  }
}
