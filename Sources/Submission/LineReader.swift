/// Cuts command lines out of a stream, in bounded memory.
///
/// A lone LF ends a command too, so that one can practise with `nc`; a message is read by
/// ``MessageReader``, which is strict.
struct LineReader {
  enum Line: Equatable {
    case text(String)
    case tooLong
    /// Control characters, or not UTF-8.
    case garbled
  }

  let limit: Int
  private var isSkipping = false

  init(limit: Int) {
    self.limit = limit
  }

  /// The next line without its ending; nil when more bytes are needed.
  mutating func next(_ input: inout InputBuffer) -> Line? {
    guard let length = input.length(to: 0x0A) else {
      if isSkipping || input.count >= limit {
        isSkipping = true
        _ = input.take(input.count)
      }
      return nil
    }
    let bytes = input.take(length)
    if isSkipping || length > limit {
      isSkipping = false
      return .tooLong
    }
    return Self.line(bytes.dropLast())
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> Line {
    let bytes = bytes.last == 0x0D ? bytes.dropLast() : bytes
    guard let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return .garbled }
    return .text(text)
  }
}
