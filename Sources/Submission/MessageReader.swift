internal import Glibc

/// Reads a message up to CRLF.CRLF and undoes dot-stuffing (RFC 5321 section 4.5.2).
///
/// Nothing but CRLF.CRLF ends it. Servers that also accepted LF.LF or LF.CRLF as the end let one
/// mail smuggle in another (CVE-2023-51764); a lone LF or CR is content here. A client that ends
/// its lines in LF alone has still doubled the dots at their beginnings, and that is undone.
struct MessageReader {
  private enum State {
    case lineStart
    case dot
    case dotCR
    case middle
    /// Behind a lone LF.
    case loose
    /// Behind a lone LF and a dot, which is content.
    case looseDot
    /// A CR that is not handed out yet: it may be half of a line ending.
    case pendingCR
  }

  let limit: Int
  /// The bytes of the message until now, without stuffed dots.
  private(set) var size = 0
  /// Whether its end has been read.
  private(set) var isFinished = false
  private var state = State.lineStart

  init(limit: Int) {
    self.limit = limit
  }

  var isTooLarge: Bool { size > limit }

  /// Removes the message's bytes from the input and returns their content, but nothing once the
  /// message is larger than the limit.
  mutating func read(_ input: inout InputBuffer) -> [UInt8] {
    var content: [UInt8] = []
    input.consume { chunk in
      var index = 0
      while index < chunk.count, !isFinished {
        if state == .middle {
          let end = Self.nextEnd(in: chunk, from: index)
          store(chunk[index..<end], in: &content)
          index = end
          guard index < chunk.count else { break }
        }
        take(chunk[index], into: &content)
        index += 1
      }
      return index
    }
    return content
  }

  private mutating func take(_ byte: UInt8, into content: inout [UInt8]) {
    switch (state, byte) {
    case (.dotCR, 0x0A): isFinished = true
    case (.lineStart, UInt8(ascii: ".")): state = .dot
    case (.loose, UInt8(ascii: ".")):
      store(CollectionOfOne(byte), in: &content)
      state = .looseDot
    // The second of two dots is stuffing: it is dropped.
    case (.looseDot, UInt8(ascii: ".")): state = .middle
    case (.dot, 0x0D): state = .dotCR
    case (.lineStart, 0x0D), (.middle, 0x0D), (.loose, 0x0D), (.looseDot, 0x0D): state = .pendingCR
    case (.pendingCR, 0x0A):
      store([0x0D, 0x0A], in: &content)
      state = .lineStart
    case (.pendingCR, 0x0D), (.dotCR, 0x0D):
      store(CollectionOfOne(0x0D), in: &content)
      state = .pendingCR
    case (.pendingCR, _), (.dotCR, _):
      store([0x0D, byte], in: &content)
      state = .middle
    case (.lineStart, _), (.dot, _), (.middle, _), (.loose, _), (.looseDot, _):
      store(CollectionOfOne(byte), in: &content)
      state = byte == 0x0A ? .loose : .middle
    }
  }

  private mutating func store(_ part: some Collection<UInt8>, in content: inout [UInt8]) {
    size += part.count
    if !isTooLarge { content.append(contentsOf: part) }
  }

  /// Where the next CR or LF is.
  private static func nextEnd(in chunk: UnsafeRawBufferPointer, from index: Int) -> Int {
    guard let base = chunk.baseAddress else { return chunk.count }
    var end = chunk.count
    for sign: Int32 in [0x0D, 0x0A] {
      // The first one found bounds the search for the other.
      guard let found = memchr(base + index, sign, end - index) else { continue }
      end = UnsafeRawPointer(found) - base
    }
    return end
  }
}
