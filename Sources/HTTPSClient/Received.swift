/// The part of an answer that has come, within a limit for head and body each.
final class Received {
  let limit: Int
  var head: [UInt8] = []
  var body: [UInt8] = []
  private(set) var isTooLarge = false

  init(limit: Int) { self.limit = limit }

  /// libcurl's write callback: returning a number other than `count` aborts the transfer.
  static func take(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ target: UnsafeMutableRawPointer?,
    _ part: ReferenceWritableKeyPath<Received, [UInt8]>
  ) -> Int {
    guard let target, let bytes else { return 0 }
    let received = Unmanaged<Received>.fromOpaque(target).takeUnretainedValue()
    guard count <= received.limit - received[keyPath: part].count else {
      received.isTooLarge = true
      return 0
    }
    received[keyPath: part] += UnsafeRawBufferPointer(start: bytes, count: count)
    return count
  }

  /// The header fields of the final answer, without those of interim ones (100 Continue).
  var fields: [HTTPField] {
    var fields: [HTTPField] = []
    for line in head.split(separator: 0x0A) {
      let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if text.hasPrefix("HTTP/") {
        fields = []
      } else if let colon = text.firstIndex(of: ":") {
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        fields.append(HTTPField(String(text[..<colon]), String(value)))
      }
    }
    return fields
  }
}
