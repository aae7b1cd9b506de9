/// A message as it goes behind DATA (RFC 5321 section 4.5.2).
///
/// Every line ends in CR LF: a bare CR or LF becomes one, since `\n.\n` on the wire could smuggle a
/// second mail in. A dot at the start of a line is doubled.
struct DotStuffing {
  /// The message, ready to be followed by `.` CR LF.
  private(set) var bytes: [UInt8] = []
  private var doubled = 0
  private var isAtLineStart = true
  private var wasCR = false

  init(_ message: [UInt8]) {
    bytes.reserveCapacity(message.count + message.count / 32 + 2)
    for byte in message { take(byte) }
    if wasCR || !isAtLineStart { breakLine() }
  }

  /// The message's size without the doubled dots (RFC 1870 section 3).
  var size: Int { bytes.count - doubled }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case 0x0D:
      if wasCR { breakLine() }
      wasCR = true
    case 0x0A: breakLine()
    default:
      if wasCR { breakLine() }
      if isAtLineStart, byte == UInt8(ascii: ".") {
        bytes.append(byte)
        doubled += 1
      }
      bytes.append(byte)
      isAtLineStart = false
    }
  }

  private mutating func breakLine() {
    bytes += [0x0D, 0x0A]
    isAtLineStart = true
    wasCR = false
  }
}
