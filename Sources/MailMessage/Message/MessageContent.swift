/// A whole message, headers and body, read piece by piece and as often as needed.
public protocol MessageContent: Sendable {
  /// Its size on the wire in octets, with CR LF line ends and without dot-stuffing, as SIZE
  /// announces it (RFC 1870 section 3).
  var size: Int { get }
  /// Whether there are octets beyond ASCII, which need 8BITMIME (RFC 6152).
  var isEightBit: Bool { get }
  /// Reads it from the beginning.
  func pieces() -> any MessagePieces
}

/// The pieces of a message, one after the other.
public protocol MessagePieces {
  /// The next piece; nil at the end.
  mutating func next() throws(UnreadableMessage) -> [UInt8]?
}

/// A spooled or queued message cannot be read back.
public struct UnreadableMessage: Error, Equatable, Sendable {
  /// The system's error number.
  public let errno: Int32

  /// An error of this number.
  public init(errno: Int32) { self.errno = errno }
}

/// A message in memory.
public struct ByteContent: MessageContent, Equatable {
  /// Lines that end in CR LF.
  public let bytes: [UInt8]
  /// Whether there are octets beyond ASCII.
  public let isEightBit: Bool

  /// A message whose lines may end in LF, CR LF or CR.
  public init(_ bytes: [UInt8]) {
    var lines = LineNormalizer()
    var normal: [UInt8] = []
    normal.reserveCapacity(bytes.count + bytes.count / 16)
    lines.take(bytes, into: &normal)
    lines.finish(into: &normal)
    self.bytes = normal
    isEightBit = lines.isEightBit
  }

  /// The length of the content in octets.
  public var size: Int { bytes.count }

  /// The whole as one piece.
  public func pieces() -> any MessagePieces { OnePiece(bytes: bytes) }

  private struct OnePiece: MessagePieces {
    var bytes: [UInt8]?

    mutating func next() throws(UnreadableMessage) -> [UInt8]? {
      defer { bytes = nil }
      return bytes
    }
  }
}
