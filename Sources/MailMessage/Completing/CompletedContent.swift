internal import SystemAccess

/// A handed-in message as it goes out: a completed header, then the spooled body, whose parts are
/// rewritten where necessary.
struct CompletedContent: MessageContent {
  private let header: [UInt8]
  private let body: Spool
  private let top: ContentType
  private let plans: [PartPlan]
  private(set) var size: Int
  let isEightBit: Bool

  /// - Parameter plans: one for each part, by part number; empty if the body goes out unchanged.
  init(
    header: [UInt8], body: Spool, _ top: ContentType, _ plans: [PartPlan], isEightBit: Bool
  ) throws(UnreadableMessage) {
    (self.header, self.body, self.top, self.plans) = (header, body, top, plans)
    self.isEightBit = isEightBit
    size = header.count + body.size
    if !plans.isEmpty { size = try measured() }
  }

  private func measured() throws(UnreadableMessage) -> Int {
    var pieces = pieces()
    var size = 0
    while let piece = try pieces.next() { size += piece.count }
    return size
  }

  func pieces() -> any MessagePieces {
    plans.isEmpty
      ? SpoolPieces(header: header, body: body)
      : RewrittenPieces(header: header, body: body, top, plans) as any MessagePieces
  }
}

/// The pieces of a message whose body goes out unchanged.
struct SpoolPieces: MessagePieces {
  /// How much is read at once, in bytes.
  static let length = 65_536

  private var header: [UInt8]?
  private let body: Spool
  private var offset = 0

  init(header: [UInt8], body: Spool) { (self.header, self.body) = (header, body) }

  mutating func next() throws(UnreadableMessage) -> [UInt8]? {
    if let header {
      self.header = nil
      return header
    }
    do throws(Spool.Failure) {
      let piece = try body.read(from: offset, atMost: Self.length)
      offset += piece.count
      return piece.isEmpty ? nil : piece
    } catch {
      throw UnreadableMessage(errno: error.errno)
    }
  }
}

/// The pieces of a message whose parts are rewritten.
private struct RewrittenPieces: MessagePieces {
  private var source: SpoolPieces
  private let plans: [PartPlan]
  private var cutter = LineCutter()
  private var walker: PartWalker
  private var filter: PartFilter
  private var isHeader = true
  private var isFinished = false

  init(header: [UInt8], body: Spool, _ top: ContentType, _ plans: [PartPlan]) {
    source = SpoolPieces(header: header, body: body)
    self.plans = plans
    walker = PartWalker(top)
    filter = PartFilter(plans.first ?? .none)
  }

  mutating func next() throws(UnreadableMessage) -> [UInt8]? {
    while !isFinished {
      let piece = try source.next()
      if isHeader {
        isHeader = false
        return piece
      }
      let output = rewritten(piece)
      if !output.isEmpty { return output }
    }
    return nil
  }

  /// - Parameter bytes: the next piece of the body; nil at its end.
  private mutating func rewritten(_ bytes: [UInt8]?) -> [UInt8] {
    var lines: [LineCutter.Piece] = []
    if let bytes {
      cutter.take(bytes) { lines.append($0) }
    } else {
      cutter.finish { lines.append($0) }
      isFinished = true
    }
    var steps: [PartWalker.Step] = []
    for line in lines { walker.take(line) { steps.append($0) } }
    if isFinished { walker.finish { steps.append($0) } }
    var output: [UInt8] = []
    for step in steps { take(step, into: &output) }
    if isFinished { output += filter.finish(isLast: true) }
    return output
  }

  private mutating func take(_ step: PartWalker.Step, into output: inout [UInt8]) {
    switch step {
    case .content(_, let piece): output += filter.take(piece)
    case .between(let piece):
      output += filter.finish(isLast: false)
      filter = PartFilter(.none)
      output += piece.bytes
    case .header(let part, let header, let end):
      let plan = part < plans.count ? plans[part] : .none
      output += header.rewritten(plan).bytes + end
      filter = PartFilter(plan)
    }
  }
}
