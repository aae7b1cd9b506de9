/// The bytes that a client has sent and the session has not read yet.
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

  /// The number of bytes up to the first of this value, itself included; nil where there is none.
  func length(to byte: UInt8) -> Int? {
    bytes[start...].firstIndex(of: byte).map { $0 + 1 - start }
  }

  /// Removes and returns this many bytes.
  mutating func take(_ length: Int) -> ArraySlice<UInt8> {
    defer { start += length }
    return bytes[start..<start + length]
  }

  /// Hands out all bytes that wait; the body returns how many of them it has used.
  mutating func consume(_ body: (UnsafeRawBufferPointer) -> Int) {
    start += bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start...])) }
  }
}
