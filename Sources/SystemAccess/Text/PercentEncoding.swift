extension String {
  /// Everything but RFC 3986's unreserved characters as `%` and two upper-case hexadecimal digits.
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
  /// With `%40` and its like as the characters meant (RFC 3986 section 2.1); as it is where that is
  /// no text.
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
