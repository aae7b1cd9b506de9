internal import FoundationEssentials
internal import SystemAccess

/// The header of a message that is ready to be sent.
public struct WrittenHeader: Sendable {
  private let header: HandedHeader

  /// Reads the header of a message, but not its body.
  public init(of content: any MessageContent) throws(UnreadableMessage) {
    var pieces = content.pieces()
    var cutter = LineCutter(limit: HeaderReader.limit)
    var reader = HeaderReader()
    while !reader.isFinished, !reader.isTooLarge, let piece = try pieces.next() {
      cutter.take(piece) { line in
        if !reader.isFinished { _ = reader.take(line.bytes) }
      }
    }
    if !reader.isFinished { reader.finish() }
    header = HandedHeader(reader)
  }

  /// The subject in Unicode, safe to show; empty where there is none.
  public var subject: String {
    let value = header.first("Subject")?.value ?? []
    return EncodedWordReader.text(value).printable()
  }

  /// The Message-ID as it stands; nil where there is none.
  public var messageID: String? { header.messageID }

  /// The fields as they stand, each line ended by CR LF, without those for blind copies.
  var bytes: [UInt8] {
    let hidden = ["bcc", "resent-bcc"]
    return header.fields.filter { !hidden.contains($0.name.lowercased()) }.flatMap(\.bytes)
  }
}

/// Reads encoded words (RFC 2047) in text that is shown.
enum EncodedWordReader {
  /// The text of a field's value; what cannot be read stays as it came.
  static func text(_ value: [UInt8]) -> String {
    var result = ""
    var isBehindWord = false
    var rest = String(decoding: value, as: UTF8.self)[...]
    while let start = rest.firstRange(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let (word, end) = word(rest[start.lowerBound...]) else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        isBehindWord = false
        continue
      }
      // Space between two encoded words is not part of the text (section 6.2).
      let isBlank = before.allSatisfy { $0 == " " || $0 == "\t" }
      if !(isBehindWord && isBlank) { result += before }
      result += word
      rest = rest[end...]
      isBehindWord = true
    }
    return result + rest
  }

  /// Decodes the encoded word that a text begins with, `=?charset?B?…?=`, and tells where it ends.
  private static func word(_ text: Substring) -> (String, String.Index)? {
    let inner = text.dropFirst(2)
    let parts = inner.split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[3].hasPrefix("=") else { return nil }
    let charset = String(parts[0].prefix { $0 != "*" })
    guard let bytes = bytes(parts[2], by: parts[1].uppercased()),
      let converted = Iconv.convert(bytes, from: charset, to: "UTF-8")
    else { return nil }
    return (
      String(decoding: converted, as: UTF8.self), parts[3].index(after: parts[3].startIndex)
    )
  }

  private static func bytes(_ text: Substring, by encoding: String) -> [UInt8]? {
    switch encoding {
    case "B": return Data(base64Encoded: String(text)).map { Array($0) }
    case "Q":
      var result: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "="), let octet = Hexadecimal.byte(rest.prefix(2)) {
          result.append(octet)
          rest = rest.dropFirst(2)
        } else {
          result.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
        }
      }
      return result
    default: return nil
    }
  }
}
