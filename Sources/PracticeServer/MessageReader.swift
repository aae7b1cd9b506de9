internal import Glibc
internal import NIOCore

/// Reads a message up to CRLF.CRLF and undoes dot-stuffing (RFC 5321 section 4.5.2).
///
/// Nothing but CRLF.CRLF ends it. Servers that also took LF.LF or LF.CRLF for the end let one mail
/// smuggle in another (CVE-2023-51764); a lone LF or CR is content here.
struct MessageReader {
  private enum State {
    case lineStart
    case dot
    case dotCR
    case middle
    /// A CR that is not yet stored: it may be half of a line ending.
    case pendingCR
  }

  let limit: Int
  /// The message with LF line endings, as a Maildir holds it; empty when it is too large.
  private(set) var bytes: [UInt8] = []
  /// The size with CRLF line endings.
  private(set) var size = 0
  private var state = State.lineStart

  init(limit: Int) {
    self.limit = limit
  }

  var isTooLarge: Bool { size > limit }

  /// Whether there was no memory for it: it is read to its end and forgotten.
  private(set) var isDropped = false

  /// Forgets what was read, and reads on to the end.
  mutating func drop() {
    isDropped = true
    bytes = []
  }

  /// Takes what belongs to the message from the buffer; true once its end was seen.
  mutating func consume(_ buffer: inout ByteBuffer) -> Bool {
    var isFinished = false
    buffer.readWithUnsafeReadableBytes { chunk in
      var index = 0
      while index < chunk.count, !isFinished {
        if state == .middle {
          let end = Self.nextCR(in: chunk, from: index)
          store(chunk[index..<end])
          index = end
          guard index < chunk.count else { break }
        }
        isFinished = take(chunk[index])
        index += 1
      }
      return index
    }
    return isFinished
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    switch (state, byte) {
    case (.dotCR, 0x0A): return true
    case (.lineStart, UInt8(ascii: ".")): state = .dot
    case (.dot, 0x0D): state = .dotCR
    case (.lineStart, 0x0D), (.middle, 0x0D): state = .pendingCR
    case (.pendingCR, 0x0A):
      store(CollectionOfOne(0x0A))
      size += 1
      state = .lineStart
    case (.pendingCR, 0x0D), (.dotCR, 0x0D):
      store(CollectionOfOne(0x0D))
      state = .pendingCR
    case (.pendingCR, _), (.dotCR, _):
      store([0x0D, byte])
      state = .middle
    case (.lineStart, _), (.dot, _), (.middle, _):
      store(CollectionOfOne(byte))
      state = .middle
    }
    return false
  }

  private mutating func store(_ part: some Collection<UInt8>) {
    size += part.count
    if isTooLarge || isDropped { bytes = [] } else { bytes.append(contentsOf: part) }
  }

  private static func nextCR(in chunk: UnsafeRawBufferPointer, from index: Int) -> Int {
    guard let base = chunk.baseAddress,
      let found = memchr(base + index, 0x0D, chunk.count - index)
    else { return chunk.count }
    return UnsafeRawPointer(found) - base
  }
}
