internal import SystemAccess

/// TOML's dates and times (RFC 3339).
enum TOMLDate {
  /// Whether a word is a date, a time, or both, with an offset or without.
  static func isOne(_ word: ArraySlice<UInt8>) -> Bool {
    if isTime(word) || isDate(word) { return true }
    let separators = [UInt8(ascii: "T"), UInt8(ascii: "t"), Byte.space]
    guard isDate(word.prefix(10)), let separator = word.dropFirst(10).first,
      separators.contains(separator)
    else { return false }
    return isTime(withoutOffset(word.dropFirst(11)))
  }

  /// Whether a word is a date of the calendar, such as `1979-05-27`.
  static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    let parts = word.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4),
      let month = number(parts[1], digits: 2), let day = number(parts[2], digits: 2),
      (1...12).contains(month)
    else { return false }
    return (1...CalendarDay.days(inMonth: month, of: year)).contains(day)
  }

  /// `07:32:00`, with a fraction or without.
  private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
    let fraction = word.dropFirst(8)
    guard isClock(word.prefix(8), ["23", "59", "59"]) else { return false }
    return fraction.isEmpty
      || (fraction.first == Byte.dot && fraction.count > 1
        && fraction.dropFirst().allSatisfy(\.isDigit))
  }

  private static func withoutOffset(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if word.last == UInt8(ascii: "Z") || word.last == UInt8(ascii: "z") { return word.dropLast() }
    let offset = word.suffix(6)
    let hasSign = offset.first == UInt8(ascii: "+") || offset.first == UInt8(ascii: "-")
    return hasSign && isClock(offset.dropFirst(), ["23", "59"]) ? word.dropLast(6) : word
  }

  /// Two digits each, none above the last one of its kind.
  private static func isClock(_ word: ArraySlice<UInt8>, _ highest: [String]) -> Bool {
    let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count == highest.count
      && zip(parts, highest).allSatisfy { part, highest in
        number(part, digits: 2).map { $0 <= Int(highest) ?? 0 } ?? false
      }
  }

  private static func number(_ word: ArraySlice<UInt8>, digits: Int) -> Int? {
    guard word.count == digits, word.allSatisfy(\.isDigit) else { return nil }
    return Int(String(decoding: word, as: UTF8.self))
  }
}
