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
