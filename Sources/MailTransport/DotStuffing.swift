/// A message as it goes behind DATA (RFC 5321 section 4.5.2).
///
/// Every line ends in CR LF: a bare CR or LF becomes one, since `\n.\n` on the wire could smuggle a second
/// mail in. A dot at the start of a line is doubled.
struct DotStuffing {
  private var output: [UInt8] = []
  private var isAtLineStart = true
  private var wasCR = false

  /// The message, ready to be followed by `.` CR LF.
  static func stuffed(_ message: [UInt8]) -> [UInt8] {
    var stuffing = DotStuffing()
    stuffing.output.reserveCapacity(message.count + message.count / 32 + 2)
    for byte in message { stuffing.take(byte) }
    if stuffing.wasCR || !stuffing.isAtLineStart { stuffing.breakLine() }
    return stuffing.output
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case 0x0D:
      if wasCR { breakLine() }
      wasCR = true
    case 0x0A: breakLine()
    default:
      if wasCR { breakLine() }
      if isAtLineStart, byte == UInt8(ascii: ".") { output.append(byte) }
      output.append(byte)
      isAtLineStart = false
    }
  }

  private mutating func breakLine() {
    output += [0x0D, 0x0A]
    isAtLineStart = true
    wasCR = false
  }
}
