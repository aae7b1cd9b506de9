/// Reading moments that others have written.
extension Moment {
  /// Reads RFC 3339, such as `1970-01-01T00:00:00Z` or `1970-01-01 01:00:00.5+01:00`; a fraction is
  /// dropped. Nil for anything else.
  package init?(internetText text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 64, [0x54, 0x74, 0x20].contains(bytes[10]),
      bytes[4] == 0x2D, bytes[7] == 0x2D, let year = bytes[..<4].decimal,
      let month = bytes[5..<7].decimal, let date = bytes[8..<10].decimal,
      let day = CalendarDay(year: year, month: month, day: date),
      let time = Self.secondOfDay(bytes[11..<19])
    else { return nil }
    var rest = bytes[19...]
    if rest.first == 0x2E {
      rest = rest.dropFirst().drop { (0x30...0x39).contains($0) }
    }
    guard let offset = Self.offset(rest) else { return nil }
    self.init(seconds: day.secondsSince1970 + time - offset, offset: offset)
  }

  /// Reads HTTP's usual form (RFC 9110 section 5.6.7), such as `Thu, 01 Jan 1970 00:00:00 GMT`; nil
  /// for anything else.
  package init?(httpText text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
      let month = Self.months.firstIndex(of: String(parts[2])),
      let date = Array(parts[1].utf8)[...].decimal, let year = Array(parts[3].utf8)[...].decimal,
      let day = CalendarDay(year: year, month: month + 1, day: date),
      let time = Self.secondOfDay(Array(parts[4].utf8)[...])
    else { return nil }
    self.init(seconds: day.secondsSince1970 + time, offset: 0)
  }

  /// Seconds since midnight at `hh:mm:ss`, `23:59:60` at most.
  private static func secondOfDay(_ text: ArraySlice<UInt8>) -> Int? {
    let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }), let hour = parts[0].decimal,
      let minute = parts[1].decimal, let second = parts[2].decimal, hour < 24, minute < 60,
      second <= 60
    else { return nil }
    return (hour * 60 + minute) * 60 + second
  }

  /// `Z` or `+01:00`, in seconds.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.elementsEqual([0x5A]) || text.elementsEqual([0x7A]) { return 0 }
    let parts = text.dropFirst().split(separator: 0x3A, omittingEmptySubsequences: false)
    guard let sign = text.first, [0x2B, 0x2D].contains(sign), parts.count == 2,
      parts.allSatisfy({ $0.count == 2 }), let hours = parts[0].decimal,
      let minutes = parts[1].decimal, hours < 24, minutes < 60
    else { return nil }
    return (sign == 0x2D ? -60 : 60) * (hours * 60 + minutes)
  }
}

extension ArraySlice<UInt8> {
  /// A number of up to nine decimal digits.
  fileprivate var decimal: Int? {
    guard (1...9).contains(count), allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
