/// Collects a bracketed paste (xterm's mode 2004).
struct PasteBuffer {
  /// What comes after ESC [ where a paste begins.
  static let begin = Array("200~".utf8)
  /// How many bytes are kept; the rest of a longer paste is dropped.
  static let limit = 1_048_576

  private static let end: [UInt8] = [0x1B] + Array("[201~".utf8)
  private var bytes: [UInt8] = []
  /// How many bytes of the end mark have come; they are not in `bytes` yet.
  private var matched = 0

  /// Takes a byte; true when it was the last one of the end mark.
  mutating func append(_ byte: UInt8) -> Bool {
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count
    }
    keep(Self.end[..<matched])
    // ESC stands only at the start of the mark, so nothing else within it can begin one.
    matched = byte == Self.end[0] ? 1 : 0
    if matched == 0 { keep(CollectionOfOne(byte)) }
    return false
  }

  /// The pasted text: line breaks as they came, tabs as spaces, no other control characters.
  func text(_ charset: Charset) -> String {
    var result = String.UnicodeScalarView()
    for scalar in charset.text(whole(charset)).unicodeScalars {
      switch scalar {
      case "\n", "\r": result.append(scalar)
      case "\t": result.append(" ")
      default: if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
    }
    return String(result)
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    bytes.append(contentsOf: more.prefix(Self.limit - bytes.count))
  }

  /// The bytes without a last character that the limit has cut off.
  private func whole(_ charset: Charset) -> ArraySlice<UInt8> {
    guard bytes.count == Self.limit, charset == .utf8 else { return bytes[...] }
    var end = bytes.count
    while end > 0, end > bytes.count - 3, (0x80...0xBF).contains(bytes[end - 1]) { end -= 1 }
    guard end > 0, let length = KeySequences.utf8Length(bytes[end - 1]) else { return bytes[...] }
    return end - 1 + length > bytes.count ? bytes[..<(end - 1)] : bytes[...]
  }
}
