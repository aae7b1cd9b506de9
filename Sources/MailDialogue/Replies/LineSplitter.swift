/// Cuts what a server sends into lines, however the bytes come in pieces.
///
/// A line ends in LF; CRs before it are taken off. The same bytes give the same lines however they
/// are split.
public struct LineSplitter: Sendable {
  /// What came.
  public enum Piece: Equatable, Sendable {
    /// A line without its end.
    case line([UInt8])
    /// More than ``longestLine`` octets without an end; nothing is read any more.
    case endless
  }

  /// The most octets of one line: a hundred times what RFC 5321 section 4.5.3.1.5 allows a reply
  /// line.
  public static let longestLine = 65_536

  /// What came after the last end of a line.
  public private(set) var pending: [UInt8] = []
  /// Whether a line was beyond any bound.
  public private(set) var isEndless = false

  /// A splitter at the start of a connection.
  public init() {}

  /// Takes the next bytes and gives the lines that they complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Piece] {
    guard !isEndless else { return [] }
    var pieces: [Piece] = []
    var rest = Array(bytes)[...]
    while let end = rest.firstIndex(of: 0x0A) {
      guard pending.count + (end - rest.startIndex) <= Self.longestLine else {
        return pieces + [giveUp()]
      }
      pieces.append(.line(line(with: rest[..<end])))
      rest = rest[(end + 1)...]
    }
    pending += rest.prefix(Self.longestLine + 1 - pending.count)
    return pending.count > Self.longestLine ? pieces + [giveUp()] : pieces
  }

  private mutating func line(with end: ArraySlice<UInt8>) -> [UInt8] {
    var line = pending
    pending = []
    line += end
    while line.last == 0x0D { line.removeLast() }
    return line
  }

  private mutating func giveUp() -> Piece {
    isEndless = true
    pending = []
    return .endless
  }
}
