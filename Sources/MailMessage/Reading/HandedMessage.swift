internal import SystemAccess

/// A message that a program has handed in, kept whole: its header as fields, its body in memory or
/// in a file, and what was found in its parts.
public struct HandedMessage: Sendable {
  /// Its header as it came.
  public let header: HandedHeader
  let body: Spool
  /// What was found in each part, by part number; part 0 is the message itself.
  let parts: [PartSurvey]
}

/// Why a message cannot be taken.
public enum MessageFault: Error, Equatable, Sendable {
  /// It holds a NUL, which no message may (RFC 5322 section 4).
  case nul
  /// The header has more bytes than this.
  case longHeader(limit: Int)
  /// It cannot be spooled: the system's error number.
  case storage(errno: Int32)
}

/// Reads a message from a stream, in bounded memory.
public struct HandedMessageReader: ~Copyable, Sendable {
  private var lines: LineNormalizer
  private var cutter = LineCutter(limit: HeaderReader.limit)
  private var header = HeaderReader(inMailbox: true)
  private var survey: BodySurvey?
  private var body: SpoolWriter

  /// - Parameter endsAtLoneDot: whether a line with a single dot ends the message, as `sendmail`
  ///   does without `-i`.
  public init(endsAtLoneDot: Bool = false) {
    lines = LineNormalizer(endsAtLoneDot: endsAtLoneDot, beginsWithHeader: true)
    body = SpoolWriter()
  }

  /// Whether the line that ends the message has come, so that no more input is needed.
  public var isEnded: Bool { lines.isEnded }

  /// Takes the next bytes, whatever their line ends; a lone CR ends no line of the header.
  public mutating func take(_ bytes: [UInt8]) throws(MessageFault) {
    var normal: [UInt8] = []
    lines.take(bytes, into: &normal)
    try takeNormal(normal)
  }

  private mutating func takeNormal(_ bytes: [UInt8]) throws(MessageFault) {
    if lines.hasNUL { throw .nul }
    if survey != nil { return try takeBody(bytes) }
    var rest: [UInt8] = []
    var reader = header
    cutter.take(bytes) { piece in
      if !piece.isWhole { reader.finish() }
      if reader.isFinished || !reader.take(piece.bytes) { rest += piece.bytes }
    }
    header = reader
    if header.isTooLarge { throw .longHeader(limit: HeaderReader.limit) }
    guard header.isFinished else { return }
    cutter.finish { rest += $0.bytes }
    beginBody()
    try takeBody(rest)
  }

  private mutating func beginBody() {
    survey = BodySurvey(HandedHeader(header))
  }

  private mutating func takeBody(_ bytes: [UInt8]) throws(MessageFault) {
    survey?.take(bytes)
    do throws(Spool.Failure) { try body.write(bytes) } catch {
      throw .storage(errno: error.errno)
    }
  }

  /// Ends the reading and gives the message that was read.
  public consuming func finish() throws(MessageFault) -> HandedMessage {
    var normal: [UInt8] = []
    lines.finish(into: &normal)
    try takeNormal(normal)
    if survey == nil {
      header.finish()
      beginBody()
    }
    let parts = survey?.finished() ?? []
    return HandedMessage(header: HandedHeader(header), body: body.finish(), parts: parts)
  }
}

/// Surveys the parts of a body while it is read.
private struct BodySurvey {
  private var cutter = LineCutter()
  private var walker: PartWalker
  private var parts: [PartSurvey]

  init(_ header: HandedHeader) {
    walker = PartWalker(header.contentType)
    parts = [PartSurvey(header, isProtected: false)]
  }

  mutating func take(_ bytes: [UInt8]) {
    var lines: [LineCutter.Piece] = []
    cutter.take(bytes) { lines.append($0) }
    take(lines)
  }

  mutating func finished() -> [PartSurvey] {
    var lines: [LineCutter.Piece] = []
    cutter.finish { lines.append($0) }
    take(lines)
    var steps: [PartWalker.Step] = []
    walker.finish { steps.append($0) }
    for step in steps { take(step) }
    return parts
  }

  private mutating func take(_ lines: [LineCutter.Piece]) {
    for line in lines {
      var steps: [PartWalker.Step] = []
      walker.take(line) { steps.append($0) }
      for step in steps { take(step) }
    }
  }

  private mutating func take(_ step: PartWalker.Step) {
    switch step {
    case .content(let part, let piece): parts[part].take(piece)
    case .header(_, let header, _):
      parts.append(PartSurvey(header, isProtected: walker.isProtected))
    case .between: break
    }
  }
}
