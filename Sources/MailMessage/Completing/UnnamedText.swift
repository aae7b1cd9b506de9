internal import MailSettings
internal import SystemAccess

/// Decodes header fields and bodies that declare no charset.
struct UnnamedText {
  /// The set-up's encoding, tried where the octets are not UTF-8.
  let encoding: CharacterEncoding

  /// Decodes as UTF-8 if valid, else in the set-up's encoding, else as ISO-8859-1, which never
  /// fails.
  func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let converted =
      Iconv.convert(bytes, from: encoding.text, to: "UTF-8")
      ?? Iconv.convert(bytes, from: "ISO-8859-1", to: "UTF-8")
    return String(decoding: converted ?? bytes, as: UTF8.self)
  }

  /// The charset of a body that is not UTF-8: the set-up's encoding if that fits, else ISO-8859-1.
  func charset(of body: Spool) -> CharacterEncoding {
    guard encoding != .utf8, reads(body) else { return Self.latin1 }
    return encoding
  }

  private static let latin1 = (try? CharacterEncoding(typed: "ISO-8859-1")) ?? .utf8

  /// Whether every line can be decoded in the set-up's encoding.
  private func reads(_ body: Spool) -> Bool {
    var pieces = SpoolPieces(header: [], body: body)
    var cutter = LineCutter()
    var isText = true
    while isText, let piece = try? pieces.next() {
      cutter.take(piece) { line in
        guard line.bytes.contains(where: { $0 >= 0x80 }) else { return }
        isText =
          isText && Iconv.convert(Array(line.bytes), from: encoding.text, to: "UTF-8") != nil
      }
    }
    return isText
  }
}
