internal import FoundationEssentials
internal import MailMessage
internal import MailSettings
internal import SystemAccess

/// The first line of a mail's file, before the message: JSON that never changes.
struct MailRecord: Codable, Equatable {
  static let version = 1
  /// The longest line, in bytes: 10,000 recipients take about 600,000.
  static let limit = 8 * 1_048_576

  var version = Self.version
  /// Seconds since 1970.
  let arrived: Int
  /// The envelope sender as handed in, who is told of failures; nil for nobody.
  let handedSender: String?
  let envelopeSender: String
  let recipients: [String]
  let isNotification: Bool
  /// The id of the user who handed it in, where that is known.
  let user: UInt32?
  let messageID: String?
  let subject: String
  let needsSMTPUTF8: Bool
  let isEightBit: Bool
  /// The size of the message, in bytes.
  let size: Int
  /// The size of the version for servers without 8BITMIME, which follows the message in the file;
  /// nil where there is none.
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
    // Only strings, numbers and Booleans: this cannot fail.
    return Array((try? encoder.encode(self)) ?? Data()) + [0x0A]
  }

  /// Reads the record of a file; `start` is where the message begins.
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
  /// The sender and all recipients; nil where an address is not valid.
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
