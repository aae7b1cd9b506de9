/// TOML's integers in their four bases.
enum TOMLInteger {
  /// The decimal digits of an integer such as `+2_5` or `0x19`; nil when it is none.
  static func decimal(_ raw: String) -> String? {
    let digits = raw.filter { $0 != "_" }
    let prefixes = ["0x": 16, "0o": 8, "0b": 2]
    if let radix = prefixes[String(digits.prefix(2))] {
      return Int64(digits.dropFirst(2), radix: radix).map { String($0) }
    }
    return Int64(digits).map { String($0) }
  }
}
