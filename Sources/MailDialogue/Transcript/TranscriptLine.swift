internal import MailSettings
internal import SystemAccess

/// One line of a transcript.
public struct TranscriptLine: Equatable, Sendable {
  /// Who said it.
  public enum Speaker: String, Sendable {
    /// Postern.
    case client = "C:"
    case server = "S:"
    /// A note of the transport, such as `TLSv1.3 handshake`.
    case note = "*"
  }

  /// Who said it.
  public let speaker: Speaker
  /// What was said, without secrets and free of control characters.
  public let text: String
  /// Milliseconds since the attempt began.
  public let milliseconds: Double

  /// Makes a line.
  public init(speaker: Speaker, text: String, milliseconds: Double) {
    self.speaker = speaker
    self.text = text
    self.milliseconds = milliseconds
  }

  /// Whether this line ends a message (RFC 5321 section 4.1.1.4): from then on the server may
  /// deliver it.
  public var endsMessage: Bool { speaker == .client && text == "." }
}

/// A line of a dialogue together with the parts of it that must not be shown.
struct HeldLine: Sendable {
  /// Why a byte is not shown.
  private enum Mark: Sendable {
    case secret
    /// Part of a secret's base64: the whole word is masked, since its edges hold bits of the
    /// secret.
    case base64
  }

  let number: Int
  let speaker: TranscriptLine.Speaker
  let milliseconds: Double
  let bytes: [UInt8]
  /// Where the text begins behind a reply's code.
  let textStart: Int
  /// The decoded challenge, shown behind the line.
  var remark: String?
  private var marks: [Int: Mark] = [:]

  /// Makes a line and replaces its control characters.
  init(number: Int, speaker: TranscriptLine.Speaker, text: String, milliseconds: Double) {
    self.number = number
    self.speaker = speaker
    self.milliseconds = milliseconds
    bytes = Array(text.utf8)
    textStart = speaker == .server ? Self.textStart(bytes) : 0
  }

  /// Where the text begins behind a reply's codes, so that a secret is found that is broken over
  /// the lines of a reply. The status words of IMAP and POP3 count as codes.
  private static func textStart(_ bytes: [UInt8]) -> Int {
    let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
    var start = 0
    if digits == 3, bytes.count == 3 || [0x20, 0x2D].contains(bytes[3]) {
      start = min(4, bytes.count)
    } else {
      start = statusEnd(bytes)
    }
    let text = String(decoding: bytes[start...], as: UTF8.self)
    guard let leading = EnhancedStatusCode.leading(text) else { return start }
    return bytes.count - leading.rest.utf8.count
  }

  /// The end of a status such as `* NO`, `+OK` or `tag BAD`.
  private static func statusEnd(_ bytes: [UInt8]) -> Int {
    let words = bytes.prefix(40).split(separator: 0x20, maxSplits: 2)
    let names = words.prefix(2).map { String(decoding: $0, as: UTF8.self).uppercased() }
    if let first = names.first, ["+OK", "-ERR", "+"].contains(first) { return words[0].endIndex }
    let statuses = ["OK", "NO", "BAD", "BYE", "PREAUTH"]
    return names.count == 2 && statuses.contains(names[1]) ? words[1].endIndex : 0
  }

  /// Masks a range; for base64 the whole word around it.
  mutating func mask(_ range: Range<Int>, isBase64: Bool) {
    for index in range.clamped(to: bytes.indices) {
      if marks[index] != .base64 { marks[index] = isBase64 ? .base64 : .secret }
    }
  }

  /// Masks these words wherever they stand between characters that are neither letters nor digits.
  mutating func mask(words: [[UInt8]]) {
    for word in words where !word.isEmpty && word.count <= bytes.count {
      for start in textStart...max(textStart, bytes.count - word.count)
      where bytes[start...].starts(with: word) && isWord(start..<start + word.count) {
        mask(start..<start + word.count, isBase64: false)
      }
    }
  }

  private func isWord(_ range: Range<Int>) -> Bool {
    let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0x20
    let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0x20
    return !before.isLetterOrDigit && !after.isLetterOrDigit
  }

  /// The line as it is shown.
  var shown: TranscriptLine {
    let remark = remark.map { "  (\($0))" } ?? ""
    return TranscriptLine(
      speaker: speaker, text: (clear + remark).printable(limit: ReplyParser.longestText),
      milliseconds: milliseconds)
  }

  private var clear: String {
    guard !marks.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
    let isMasked = masked
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if !isMasked[index] {
        text.append(byte)
      } else if index == 0 || !isMasked[index - 1] {
        text += TranscriptRedactor.mask.utf8
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private var masked: [Bool] {
    var masked = bytes.indices.map { marks[$0] != nil }
    var isWide = false
    for indices in [Array(bytes.indices), bytes.indices.reversed()] {
      for index in indices {
        isWide = marks[index] == .base64 || isWide && bytes[index].isBase64 && index >= textStart
        if isWide { masked[index] = true }
      }
      isWide = false
    }
    return masked
  }
}

extension UInt8 {
  /// Whether it is of the base64 alphabets of RFC 4648 sections 4 and 5, padding included.
  fileprivate var isBase64: Bool {
    isLetterOrDigit || [0x2B, 0x2F, 0x3D, 0x2D, 0x5F].contains(self)
  }

  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
