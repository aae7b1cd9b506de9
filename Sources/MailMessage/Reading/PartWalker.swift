/// Walks through the parts of a message (RFC 2046 section 5.1), line by line.
///
/// The header of the message itself has been read before: the walk begins with its body.
struct PartWalker {
  /// What a piece of the body belongs to.
  enum Step {
    /// The whole header of a part; `end` is the empty line that ended it, or nothing.
    case header(part: Int, HandedHeader, end: [UInt8])
    /// A piece of a part that has no parts of its own.
    case content(part: Int, LineCutter.Piece)
    /// A boundary, or text around the parts that nobody reads.
    case between(LineCutter.Piece)
  }

  private struct Level {
    let boundary: [UInt8]
    let isSigned: Bool
  }

  private enum State {
    case header(HeaderReader)
    case content
    case between
  }

  /// The deepest nesting that is followed; deeper parts are handed on unchanged.
  private static let deepest = 50
  /// The longest boundary line, in octets: a boundary has 70 at most (RFC 2046 section 5.1.1), and
  /// space may follow it.
  private static let longestBoundary = 200

  private var levels: [Level] = []
  private var state = State.content
  private var part = 0
  private var nested = 0

  /// - Parameter top: the type of the message itself, which is part 0.
  init(_ top: ContentType) { enter(top) }

  /// Whether the current part is inside a signed one.
  var isProtected: Bool { levels.contains(where: \.isSigned) }

  mutating func take(_ piece: LineCutter.Piece, _ body: (Step) -> Void) {
    let (open, number) = (state, part)
    if cross(piece) {
      // A part that ends within its header, or has none.
      if case .header(var reader) = open {
        reader.finish()
        body(.header(part: number, HandedHeader(reader), end: []))
      }
      body(.between(piece))
      return
    }
    switch state {
    case .content: body(.content(part: part, piece))
    case .between: body(.between(piece))
    case .header(var reader): read(piece, &reader, body)
    }
  }

  /// Hands on a header that the end of the message cut off.
  mutating func finish(_ body: (Step) -> Void) {
    guard case .header(var reader) = state else { return }
    reader.finish()
    body(.header(part: part, HandedHeader(reader), end: []))
  }

  private mutating func read(
    _ piece: LineCutter.Piece, _ reader: inout HeaderReader, _ body: (Step) -> Void
  ) {
    let isField = piece.isWhole && reader.take(piece.bytes)
    if !isField { reader.finish() }
    guard reader.isFinished || reader.isTooLarge else { return state = .header(reader) }
    let header = HandedHeader(reader)
    body(.header(part: part, header, end: isField ? Array(piece.bytes) : []))
    enter(header.contentType)
    if !isField { take(piece, body) }
  }

  /// Goes on behind the header of a part, according to its type.
  private mutating func enter(_ type: ContentType) {
    if type.isMultipart, let boundary = type.boundary, levels.count < Self.deepest {
      levels.append(
        Level(boundary: Array("--\(boundary)".utf8), isSigned: type.isSigned))
      state = .between
    } else if type.isMessage, nested < Self.deepest {
      nested += 1
      beginPart()
    } else {
      state = .content
    }
  }

  private mutating func beginPart() {
    part += 1
    state = .header(HeaderReader())
  }

  /// Crosses a boundary, of the innermost level that it fits; false if the line is none.
  private mutating func cross(_ piece: LineCutter.Piece) -> Bool {
    guard piece.isLineStart, piece.bytes.count <= Self.longestBoundary, !levels.isEmpty,
      piece.bytes.starts(with: Array("--".utf8))
    else { return false }
    let line = piece.content.trimmingBlanks
    for (depth, level) in levels.enumerated().reversed() where line.starts(with: level.boundary) {
      let rest = line.dropFirst(level.boundary.count)
      guard rest.isEmpty || rest.elementsEqual(Array("--".utf8)) else { continue }
      if rest.isEmpty {
        levels.removeLast(levels.count - depth - 1)
        beginPart()
      } else {
        levels.removeLast(levels.count - depth)
        state = .between
      }
      return true
    }
    return false
  }
}

extension HandedHeader {
  /// The declared type of the message or part; plain text in ASCII where there is none.
  var contentType: ContentType {
    first("Content-Type").map { ContentType(String(decoding: $0.value, as: UTF8.self)) } ?? .plain
  }

  /// The declared Content-Transfer-Encoding, in lower case; nil where there is none.
  var transferEncoding: String? {
    first("Content-Transfer-Encoding").map { field in
      String(decoding: field.value.prefix { $0 != 0x28 && $0 != 0x3B }, as: UTF8.self)
        .trimmingBlanks.lowercased()
    }
  }
}
