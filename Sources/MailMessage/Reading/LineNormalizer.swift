internal import Glibc

/// Turns line ends into CR LF: LF, CR LF, CR, and several CRs before an LF, as programs make them
/// that turn the LF of a CR LF into CR LF again.
///
/// Within a header, a CR without an LF is a space: who filters line feeds out of a subject must not
/// be given another recipient by it.
public struct LineNormalizer: Sendable {
  private enum State {
    case lineStart
    /// A dot at a line's beginning, not handed on yet.
    case dot
    case middle
    /// After one or more CRs, not handed on yet.
    case pendingCR
  }

  private let endsAtLoneDot: Bool
  private var state = State.lineStart
  private var isDotPending = false
  private var isInHeader: Bool
  private var isLineEmpty = true
  /// Whether the line with a single dot has come; what follows it is ignored.
  public private(set) var isEnded = false
  /// Whether a NUL has come, which no message may have (RFC 5322 section 4).
  public private(set) var hasNUL = false
  /// Whether an octet beyond ASCII has come.
  public private(set) var isEightBit = false

  /// - Parameters:
  ///   - endsAtLoneDot: whether a line with a single dot ends the message, as `sendmail` does
  ///     without `-i`.
  ///   - beginsWithHeader: whether a header comes first, which ends with an empty line.
  public init(endsAtLoneDot: Bool = false, beginsWithHeader: Bool = false) {
    (self.endsAtLoneDot, isInHeader) = (endsAtLoneDot, beginsWithHeader)
  }

  /// Takes bytes and appends to the output what is certain of them by now.
  public mutating func take(_ bytes: [UInt8], into output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { input in
      var index = 0
      while index < input.count, !isEnded {
        if state == .middle {
          let end = plainEnd(of: input, from: index)
          output.append(contentsOf: input[index..<end])
          index = end
          guard index < input.count else { return }
        }
        take(input[index], into: &output)
        index += 1
      }
    }
  }

  /// Ends the last line where it has no end.
  public mutating func finish(into output: inout [UInt8]) {
    switch state {
    case .lineStart: break
    // A dot that is the last octet ends the message as well.
    case .dot:
      if endsAtLoneDot { isEnded = true } else { output += [UInt8(ascii: "."), 0x0D, 0x0A] }
    case .middle: output += LineEndings.crlf
    case .pendingCR: endLine(into: &output)
    }
    state = .lineStart
  }

  /// The end of the octets before the next CR, LF or NUL; notes those beyond ASCII.
  private mutating func plainEnd(of input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    var bits: UInt8 = 0
    while index < input.count {
      let byte = input[index]
      if byte == 0x0D || byte == 0x0A || byte == 0 { break }
      bits |= byte
      index += 1
    }
    if bits >= 0x80 { isEightBit = true }
    return index
  }

  private mutating func take(_ byte: UInt8, into output: inout [UInt8]) {
    if byte == 0x0D { return beginEnd(into: &output) }
    if byte == 0x0A { return endLine(into: &output) }
    if state == .pendingCR {
      if isInHeader { takeLoneCR(into: &output) } else { endLine(into: &output) }
    }
    guard !isEnded else { return }
    isLineEmpty = false
    if byte == 0 { hasNUL = true }
    if byte >= 0x80 { isEightBit = true }
    if state == .dot { output.append(UInt8(ascii: ".")) }
    if state == .lineStart, endsAtLoneDot, byte == UInt8(ascii: ".") {
      state = .dot
    } else {
      output.append(byte)
      state = .middle
    }
  }

  private mutating func beginEnd(into output: inout [UInt8]) {
    isDotPending = isDotPending || state == .dot
    state = .pendingCR
  }

  private mutating func takeLoneCR(into output: inout [UInt8]) {
    if isDotPending { output.append(UInt8(ascii: ".")) }
    output.append(UInt8(ascii: " "))
    isDotPending = false
    state = .middle
  }

  private mutating func endLine(into output: inout [UInt8]) {
    if isLineEmpty { isInHeader = false }
    isLineEmpty = true
    if state == .dot || isDotPending {
      isEnded = true
    } else {
      output += LineEndings.crlf
    }
    isDotPending = false
    state = .lineStart
  }
}
