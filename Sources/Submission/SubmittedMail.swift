/// A mail that is being handed in: by whom, from whom and for whom.
public struct SubmittedMail: Equatable, Sendable {
  /// Who hands it in.
  public let client: SubmissionClient
  /// The reverse path of MAIL; null for a notification.
  public let sender: MailPath
  /// The parameters of MAIL.
  public let options: MailOptions
  /// The recipients that were accepted, in the order of their commands.
  public internal(set) var recipients: [MailPath] = []

  /// The approximate use of memory by its addresses, in bytes.
  public var memory: Int { recipients.reduce(sender.memory) { $0 + $1.memory } }
}

/// What a client has said of itself.
public struct SubmissionClient: Equatable, Sendable {
  /// The name after EHLO or HELO; nil before.
  public internal(set) var helloName: String?
  /// Whether it said EHLO.
  public internal(set) var isExtended = false
  /// The user name that it signed in with; control characters are replaced.
  public internal(set) var user: String?
  /// Whether STARTTLS was used.
  public internal(set) var isEncrypted = false
}

/// The parameters of MAIL: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), AUTH (RFC 4954).
public struct MailOptions: Equatable, Sendable {
  /// The size that the client announced, in bytes.
  public private(set) var size: Int?
  /// Whether the message may have octets beyond ASCII.
  public private(set) var isEightBit = false
  /// Whether addresses and header fields may be in UTF-8.
  public private(set) var isInternational = false

  init(_ parameters: [ClientCommand.Parameter], policy: SubmissionPolicy) throws(SMTPReply) {
    for parameter in parameters {
      switch parameter.keyword {
      case "SIZE": size = try Self.size(parameter.value, limit: policy.limits.message)
      case "BODY":
        guard let body = parameter.value?.uppercased(), ["7BIT", "8BITMIME"].contains(body) else {
          throw .syntax("BODY=7BIT or BODY=8BITMIME")
        }
        isEightBit = body == "8BITMIME"
      case "SMTPUTF8":
        guard parameter.value == nil else { throw .syntax("SMTPUTF8") }
        isInternational = true
      case "AUTH" where policy.takesAnyPassword:
        guard parameter.value?.isEmpty == false else { throw .syntax("AUTH=address or AUTH=<>") }
      default: throw .parameterNotSupported
      }
    }
  }

  private static func size(_ text: String?, limit: Int) throws(SMTPReply) -> Int {
    guard let text, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      (1...20).contains(text.utf8.count)
    else { throw .syntax("SIZE=bytes") }
    // A number beyond the range of Int is too large as well.
    guard let size = Int(text), size <= limit else { throw .messageTooLarge }
    return size
  }
}
