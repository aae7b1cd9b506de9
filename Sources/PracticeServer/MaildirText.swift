/// A message as a Maildir holds it, with lines that end in LF.
struct MaildirText {
  private(set) var bytes: [UInt8] = []

  /// Adds a part of a message whose lines end in CRLF; none is cut in two.
  mutating func append(_ content: [UInt8]) {
    var rest = content[...]
    while let end = rest.firstIndex(of: 0x0D) {
      bytes += rest[..<end]
      rest = rest[(end + 1)...]
      // A CR alone is content.
      if rest.first != 0x0A { bytes.append(0x0D) }
    }
    bytes += rest
  }
}
