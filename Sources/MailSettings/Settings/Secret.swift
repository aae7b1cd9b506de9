import Glibc

/// A password or token that no description, log, error or encoder shows.
///
/// The bytes lie in memory of their own, which is overwritten when the last copy goes. What a
/// caller makes of ``reveal()`` is the caller's to keep short-lived: Swift strings cannot be wiped.
public final class Secret: Sendable {
  nonisolated(unsafe) private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Takes a copy of the text.
  public init(_ text: String) {
    let utf8 = Array(text.utf8)
    bytes = .allocate(capacity: utf8.count)
    _ = bytes.initialize(from: utf8)
  }

  deinit {
    if let base = bytes.baseAddress { explicit_bzero(base, bytes.count) }
    bytes.deallocate()
  }

  /// The secret as text, for the one place that sends or stores it.
  public func reveal() -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it is the empty text.
  public var isEmpty: Bool { bytes.isEmpty }
}

extension Secret: Equatable {
  /// Compares in a time that does not depend on where the texts differ.
  public static func == (one: Secret, other: Secret) -> Bool {
    guard one.bytes.count == other.bytes.count else { return false }
    return zip(one.bytes, other.bytes).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `•••`.
  public var description: String { "•••" }
  /// Always `•••`.
  public var debugDescription: String { "•••" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
