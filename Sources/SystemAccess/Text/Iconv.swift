internal import Glibc

/// The C library's character set conversion (iconv(3)).
package enum Iconv {
  /// The text in another charset; nil when a charset is unknown or a character has no exact match.
  package static func convert(_ input: [UInt8], from source: String, to target: String) -> [UInt8]?
  {
    guard let descriptor = iconv_open(target, source), descriptor != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(descriptor) }
    var input = input.map(CChar.init(bitPattern:))
    var output: [UInt8] = []
    let isConverted = input.withUnsafeMutableBufferPointer { buffer in
      var next = buffer.baseAddress
      var left = buffer.count
      guard left == 0 || drain(descriptor, &next, &left, into: &output) else { return false }
      // Without input, iconv returns to the initial shift state (ISO-2022-JP: to ASCII).
      var none: UnsafeMutablePointer<CChar>?
      var nothing = 0
      return drain(descriptor, &none, &nothing, into: &output)
    }
    return isConverted ? output : nil
  }

  private static func drain(
    _ descriptor: iconv_t, _ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int,
    into output: inout [UInt8]
  ) -> Bool {
    while true {
      var chunk = [CChar](repeating: 0, count: 4_096)
      var room = chunk.count
      let result = chunk.withUnsafeMutableBufferPointer { buffer in
        var end = buffer.baseAddress
        return iconv(descriptor, &next, &left, &end, &room)
      }
      let code = errno
      output += chunk.prefix(chunk.count - room).map(UInt8.init(bitPattern:))
      // A positive result counts the characters that were replaced by something similar.
      if result == 0 { return true }
      guard result == -1, code == E2BIG else { return false }
    }
  }
}
