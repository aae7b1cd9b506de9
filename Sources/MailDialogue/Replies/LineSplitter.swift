/// Splits what a server sends into lines, wherever the pieces that arrive begin and end.
///
/// A line ends in LF; CRs before it are removed.
public struct LineSplitter: Sendable {
  /// What the bytes have completed.
  public enum Piece: Equatable, Sendable {
    /// A line without its end.
    case line([UInt8])
    /// More than ``longestLine`` octets without a line end; nothing is read any more.
    case endless
  }

  /// The most octets of one line: more than a hundred times what a reply line may have (RFC 5321
  /// section 4.5.3.1.5).
  public static let longestLine = 65_536

  /// The bytes after the last line end.
  public private(set) var pending: [UInt8] = []
  /// Whether a line was longer than ``longestLine``.
  public private(set) var isEndless = false

  /// A splitter at the start of a connection.
  public init() {}

  /// Takes the next bytes and returns the lines that they complete.
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
