internal import FoundationEssentials
internal import MailMessage
internal import MailSettings
internal import SystemAccess

/// What stands in a mail's file before the message, in one line of JSON: what never changes.
struct MailRecord: Codable, Equatable {
  static let version = 1
  /// No line is longer, in bytes: 10,000 recipients take about 600,000.
  static let limit = 8 * 1_048_576

  var version = Self.version
  /// Seconds since 1970.
  let arrived: Int
  /// The envelope sender as handed in, who is told of failures; nil for nobody.
  let handedSender: String?
  let envelopeSender: String
  let recipients: [String]
  let isNotification: Bool
  /// Who has handed it in, where that is known.
  let user: UInt32?
  let messageID: String?
  let subject: String
  let needsSMTPUTF8: Bool
  let isEightBit: Bool
  /// Of the message, in bytes.
  let size: Int
  /// Of the same for servers that take ASCII alone, which stands behind; nil where it is no other.
  let sevenBitSize: Int?

  enum CodingKeys: String, CodingKey {
    case version, arrived, recipients, user, subject, size
    case handedSender = "sender"
    case envelopeSender = "envelope-sender"
    case isNotification = "notification"
    case messageID = "message-id"
    case needsSMTPUTF8 = "smtputf8"
    case isEightBit = "eight-bit"
    case sevenBitSize = "seven-bit-size"
  }

  /// The line, with its end.
  func line() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, numbers and truths alone: it cannot fail.
    return Array((try? encoder.encode(self)) ?? Data()) + [0x0A]
  }

  /// Reads the line that a file begins with, and where the message begins.
  static func read(
    _ file: OpenFile<QueueError>
  ) throws(QueueError) -> (record: MailRecord, start: Int) {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let piece = try file.read(from: bytes.count, atMost: max(4_096, bytes.count))
      let end = piece.firstIndex(of: 0x0A)
      bytes += piece.prefix(end ?? piece.count)
      if end != nil { return (try parsed(bytes, file), bytes.count + 1) }
      if piece.isEmpty { break }
    }
    throw .damaged(path: file.path)
  }

  private static func parsed(
    _ bytes: [UInt8], _ file: OpenFile<QueueError>
  ) throws(QueueError) -> MailRecord {
    struct Version: Decodable { let version: Int }
    let data = Data(bytes)
    guard let found = try? JSONDecoder().decode(Version.self, from: data) else {
      throw .damaged(path: file.path)
    }
    guard found.version == version else {
      throw .newerVersion(path: file.path, version: found.version)
    }
    guard let record = try? JSONDecoder().decode(MailRecord.self, from: data),
      record.size >= 0, record.sevenBitSize ?? 0 >= 0, record.envelope != nil,
      record.size + (record.sevenBitSize ?? 0) + bytes.count + 1 == file.size
    else { throw .damaged(path: file.path) }
    return record
  }
}

extension MailRecord {
  /// Who it is from and for, all recipients included.
  var envelope: Envelope? {
    let addresses = recipients.compactMap(MailAddress.init(stored:))
    guard let sender = MailAddress(stored: envelopeSender), !addresses.isEmpty,
      addresses.count == recipients.count
    else { return nil }
    return Envelope(sender: sender, recipients: addresses, isNotification: isNotification)
  }
}

extension MailAddress {
  /// An address that was written by this program.
  init?(stored text: String) {
    guard let address = try? MailAddress(typed: text) else { return nil }
    self = address
  }
}
