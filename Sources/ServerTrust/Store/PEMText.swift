/// Text with certificates between lines that say so (RFC 7468).
enum PEMText {
  /// Each certificate of the text, without what stands between them (section 2).
  static func blocks(_ text: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("-----BEGIN CERTIFICATE-----") { lines = [] }
      lines?.append(line)
      if line.hasPrefix("-----END CERTIFICATE-----"), let block = lines {
        blocks.append(block.joined(separator: "\n") + "\n")
        lines = nil
      }
    }
    return blocks
  }
}
