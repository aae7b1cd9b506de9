/// What a client has sent and nobody has read yet.
struct InputBuffer {
  private var bytes: [UInt8] = []
  private var start = 0

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// How many bytes wait.
  var count: Int { bytes.count - start }

  mutating func append(_ more: [UInt8]) {
    if count == 0 {
      bytes = more
    } else {
      bytes.removeFirst(start)
      bytes += more
    }
    start = 0
  }

  /// How many bytes there are up to the first of this kind, itself included.
  func length(to byte: UInt8) -> Int? {
    bytes[start...].firstIndex(of: byte).map { $0 + 1 - start }
  }

  /// Removes so many bytes, and returns them.
  mutating func take(_ length: Int) -> ArraySlice<UInt8> {
    defer { start += length }
    return bytes[start..<start + length]
  }

  /// Hands out all that waits; the body returns how much of it is used up.
  mutating func consume(_ body: (UnsafeRawBufferPointer) -> Int) {
    start += bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start...])) }
  }
}
