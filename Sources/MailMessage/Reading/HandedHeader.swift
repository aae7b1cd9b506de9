internal import SystemAccess

/// The header of a message that was handed in: its fields as they came.
public struct HandedHeader: Equatable, Sendable {
  /// One field with its own line ends, as it came.
  struct Field: Equatable, Sendable {
    let name: String
    /// The whole field, name and line ends included.
    let bytes: [UInt8]

    /// The value after the colon, unfolded (RFC 5322 section 2.2.3), without space around it.
    var value: [UInt8] {
      let behind = bytes.drop { $0 != UInt8(ascii: ":") }.dropFirst()
      let unfolded = behind.filter { $0 != 0x0D && $0 != 0x0A }
      return Array(unfolded.trimmingBlanks)
    }

    var isEightBit: Bool { bytes.contains { $0 >= 0x80 } }

    /// The length of its longest line in octets, without the line end.
    var longestLine: Int {
      bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.count - 1 : $0.count }.max() ?? 0
    }

    /// Whether it has this name, in upper or lower case.
    func isNamed(_ name: String) -> Bool {
      self.name.utf8.count == name.utf8.count
        && self.name.utf8.elementsEqual(name.utf8) { $0.lowercased == $1.lowercased }
    }
  }

  var fields: [Field]

  /// The fields of this name, in upper or lower case.
  func all(_ name: String) -> [Field] { fields.filter { $0.isNamed(name) } }
  func first(_ name: String) -> Field? { fields.first { $0.isNamed(name) } }
  func has(_ name: String) -> Bool { first(name) != nil }
}

extension UInt8 {
  /// An ASCII letter in lower case; any other octet as it is.
  fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension Sequence<UInt8> where Self: BidirectionalCollection {
  /// Without spaces and tabs at both ends.
  var trimmingBlanks: SubSequence {
    let start = drop { $0 == 0x20 || $0 == 0x09 }
    var end = start.endIndex
    while end > start.startIndex {
      let before = index(before: end)
      guard self[before] == 0x20 || self[before] == 0x09 else { break }
      end = before
    }
    return start[start.startIndex..<end]
  }
}

extension HandedHeader {
  /// The Message-ID as it came, safe to show; nil where there is none.
  public var messageID: String? {
    guard let value = first("Message-ID")?.value, !value.isEmpty else { return nil }
    return String(decoding: value, as: UTF8.self).printable()
  }
}

/// Reads the header of a message from lines that end in CR LF, until the body begins.
///
/// A line that is no field ends it as well: a message without a header is all body. A first line
/// `From …`, as in mbox files, is skipped.
struct HeaderReader {
  /// The largest header taken, in bytes; 10,000 recipients take about 400,000.
  static let limit = 4 * 1_024 * 1_024

  private(set) var fields: [HandedHeader.Field] = []
  /// The lines so far of a field that may be continued.
  private var open: [UInt8] = []
  private var size = 0
  private var mayBeMailboxLine: Bool
  /// Whether the body has begun.
  private(set) var isFinished = false

  /// - Parameter inMailbox: whether the first line may be `From …`.
  init(inMailbox: Bool = false) { mayBeMailboxLine = inMailbox }

  /// Takes a whole line with its end; false where it belongs to the body already.
  mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    defer { mayBeMailboxLine = false }
    size += line.count
    if mayBeMailboxLine, line.starts(with: Array("From ".utf8)), Self.name(of: line) == nil {
      return true
    }
    if line.elementsEqual(LineEndings.crlf) {
      finish()
      return true
    }
    if let first = line.first, first == 0x20 || first == 0x09, !open.isEmpty {
      open += line
      return true
    }
    close()
    guard Self.name(of: line) != nil else {
      isFinished = true
      return false
    }
    open = Array(line)
    return true
  }

  var isTooLarge: Bool { size > Self.limit }

  /// Ends the header.
  mutating func finish() {
    close()
    isFinished = true
  }

  private mutating func close() {
    guard let name = Self.name(of: open[...]) else { return }
    fields.append(HandedHeader.Field(name: name, bytes: open))
    open = []
  }

  /// The name of the field that begins in a line; space before the colon is obsolete but accepted
  /// (RFC 5322 section 4.5).
  private static func name(of line: ArraySlice<UInt8>) -> String? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[..<colon].trimmingBlanks
    guard !name.isEmpty, name.allSatisfy({ (0x21...0x7E).contains($0) }),
      line.first != 0x20, line.first != 0x09
    else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}

extension HandedHeader {
  init(_ reader: HeaderReader) { fields = reader.fields }
}
