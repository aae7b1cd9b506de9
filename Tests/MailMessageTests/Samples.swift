import MailMessage
import MailSettings
import SystemAccess

/// Values for tests.
enum Samples {
  static let charsets = [
    "UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252", "KOI8-R", "Shift_JIS",
    "ISO-2022-JP", "EUC-JP", "GB18030", "Big5", "EUC-KR",
  ]

  /// A text that each character set can hold.
  static let texts = [
    "UTF-8": "Grüße, 世界 👩‍👩‍👧‍👦 e\u{301}", "US-ASCII": "Plain \\ text ~ only",
    "ISO-8859-1": "Grüße aus Århus", "ISO-8859-15": "Straße kostet 5 €, œuvre",
    "windows-1252": "“Grüße” – 5 €", "KOI8-R": "Привет, мир", "Shift_JIS": "表示 ソース 日本語 ｶﾅ \\ ~",
    "ISO-2022-JP": "日本語の件名、カタカナ", "EUC-JP": "日本語の件名 ｶﾅ", "GB18030": "简体中文 𠀀 😀 é",
    "Big5": "繁體中文 許功蓋", "EUC-KR": "안녕하세요, 세계",
  ]

  static func encoding(_ name: String) throws -> CharacterEncoding {
    try CharacterEncoding(typed: name)
  }

  static func transcoder(_ name: String) throws -> Transcoder { Transcoder(try encoding(name)) }

  static func address(_ text: String) throws -> MailAddress { try MailAddress(typed: text) }

  static func mailbox(_ name: String, _ address: String) throws -> Mailbox {
    Mailbox(name: try DisplayName(typed: name), address: try MailAddress(typed: address))
  }

  static func message(
    name: String = "Your Server", subject: String = "Subject", body: String = "Text\n",
    encoding: String = "UTF-8"
  ) throws -> MailMessage {
    MailMessage(
      from: try mailbox(name, "yourserver@yourdomain.com"),
      to: [Mailbox(address: try address("person@example.com"))], subject: subject, body: body,
      date: Moment(seconds: 951_827_696, offset: 3_600), encoding: try Self.encoding(encoding))
  }

  /// The lines of a mail; fails where a CR or LF stands alone.
  static func lines(_ bytes: [UInt8]) -> [String]? {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.components("\r\n")
    return lines.contains { $0.utf8.contains { $0 == 0x0D || $0 == 0x0A } } ? nil : lines
  }
}

extension String {
  /// The parts between a separator, by bytes: `split` counts CRLF as one character.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [[UInt8]] = [[]]
    var bytes = Array(utf8)[...]
    let mark = Array(separator.utf8)
    while let byte = bytes.first {
      if bytes.starts(with: mark) {
        parts.append([])
        bytes = bytes.dropFirst(mark.count)
      } else {
        parts[parts.count - 1].append(byte)
        bytes = bytes.dropFirst()
      }
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }
}
