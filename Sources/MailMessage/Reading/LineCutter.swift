/// Cuts lines out of a stream whose lines end in CR LF, in bounded memory.
struct LineCutter {
  /// A line, or a part of one that is too long to be held.
  struct Piece: Equatable {
    /// With its line end, where it has one.
    let bytes: ArraySlice<UInt8>
    let isLineStart: Bool
    let isLineEnd: Bool

    /// Whether it is a whole line, and so may be a field or a boundary.
    var isWhole: Bool { isLineStart && isLineEnd }
    /// Without the line end.
    var content: ArraySlice<UInt8> { isLineEnd ? bytes.dropLast(2) : bytes }
  }

  /// How many bytes of a line are held before they are handed on as a part of it.
  private let limit: Int
  private var pending: [UInt8] = []
  private var isLineStart = true

  init(limit: Int = 65_536) { self.limit = limit }

  /// Takes bytes and hands on each line that is whole by now.
  mutating func take(_ bytes: [UInt8], _ body: (Piece) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let line = rest[...end]
      if pending.isEmpty {
        give(line, isEnd: true, body)
      } else {
        pending += line
        give(pending[...], isEnd: true, body)
        pending = []
      }
      rest = rest[(end + 1)...]
    }
    pending += rest
    // A CR at the end belongs to the LF that is still to come.
    guard pending.count > limit, pending.last != 0x0D else { return }
    give(pending[...], isEnd: false, body)
    pending = []
  }

  /// Hands on the last line if it has no end.
  mutating func finish(_ body: (Piece) -> Void) {
    guard !pending.isEmpty else { return }
    give(pending[...], isEnd: false, body)
    pending = []
  }

  private mutating func give(_ bytes: ArraySlice<UInt8>, isEnd: Bool, _ body: (Piece) -> Void) {
    body(Piece(bytes: bytes, isLineStart: isLineStart, isLineEnd: isEnd))
    isLineStart = isEnd
  }
}
