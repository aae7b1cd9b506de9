public import MailSettings
public import SystemAccess

/// A mail of plain text, as Postern composes it.
///
/// It has no Bcc: who gets it is said in the ``Envelope``, and a blind copy stands only there.
public struct MailMessage: Equatable, Sendable {
  /// The author; there is exactly one.
  public var from: Mailbox
  /// Where replies go, when not to the author.
  public var replyTo: Mailbox?
  /// Whom it is for.
  public var to: [Mailbox]
  /// The subject. Line ends and other control characters in it become spaces.
  public var subject: String
  /// The text, with LF, CR or CRLF as line endings.
  public var body: String
  /// When it was written.
  public var date: Moment
  /// Its Message-ID.
  public var messageID: MessageID
  /// The character set of subject, text and display names.
  public var encoding: CharacterEncoding
  /// Whether to ask for no automatic replies (RFC 3834): nobody wrote this by hand.
  public var isAutoSubmitted: Bool

  /// Makes a mail; the id is in the domain of `from` where none is given.
  public init(
    from: Mailbox, replyTo: Mailbox? = nil, to: [Mailbox], subject: String, body: String,
    date: Moment = .now(), messageID: MessageID? = nil, encoding: CharacterEncoding = .utf8,
    isAutoSubmitted: Bool = true
  ) {
    self.from = from
    self.replyTo = replyTo
    self.to = to
    self.subject = subject
    self.body = body
    self.date = date
    self.messageID = messageID ?? MessageID(sender: from.address)
    self.encoding = encoding
    self.isAutoSubmitted = isAutoSubmitted
  }

  /// Whether a header holds an address that needs SMTPUTF8 (RFC 6531); see also the envelope's.
  public var needsSMTPUTF8: Bool {
    ([from] + [replyTo].compactMap(\.self) + to).contains(where: \.address.needsSMTPUTF8)
  }

  /// The mail as it goes on the wire (RFC 5322), with CRLF, and without dot-stuffing.
  public func rendered() throws(UnencodableText) -> [UInt8] {
    let transcoder = Transcoder(encoding)
    let head = try composedHeaders(transcoder)
    let lines = try encodedLines(transcoder)
    let transfer = TransferEncoding(for: lines, isStateful: transcoder.isStateful)
    let fields = head + fixedHeaders(transcoder.charset, transfer)
    return fields.flatMap(\.bytes) + LineEndings.crlf + transfer.encode(lines)
  }

  private func composedHeaders(
    _ transcoder: Transcoder
  ) throws(UnencodableText) -> [HeaderField] {
    var fields = [
      HeaderField.plain("Date", date.mailText),
      try .mailboxes("From", [from], transcoder),
    ]
    if let replyTo { fields.append(try .mailboxes("Reply-To", [replyTo], transcoder)) }
    // An empty To is not allowed, but none at all is (RFC 5322 section 3.6).
    if !to.isEmpty { fields.append(try .mailboxes("To", to, transcoder)) }
    fields.append(try .unstructured("Subject", subject, transcoder))
    return fields
  }

  private func fixedHeaders(
    _ charset: CharacterEncoding, _ transfer: TransferEncoding
  ) -> [HeaderField] {
    var fields = [HeaderField.plain("Message-ID", messageID.text)]
    if isAutoSubmitted { fields.append(.plain("Auto-Submitted", "auto-generated")) }
    return fields + [
      .plain("MIME-Version", "1.0"),
      .plain("Content-Type", "text/plain; charset=\(charset.text)"),
      .plain("Content-Transfer-Encoding", transfer.rawValue),
    ]
  }

  /// Each line is encoded by itself, so that it ends in ASCII in a set with shift states (RFC
  /// 1468).
  private func encodedLines(_ transcoder: Transcoder) throws(UnencodableText) -> [[UInt8]] {
    let lines = LineEndings.lines(of: body)
    let encoded = lines.compactMap { transcoder.bytes(of: $0) }
    guard encoded.count == lines.count else {
      // Once more as a whole, to name every character that is missing.
      _ = try transcoder.encode(body, in: .body)
      return encoded
    }
    return encoded
  }
}

/// An address with the name shown beside it.
public struct Mailbox: Hashable, Sendable {
  /// The display name, if there is one.
  public let name: DisplayName?
  /// The address.
  public let address: MailAddress

  /// A name with an address.
  public init(name: DisplayName? = nil, address: MailAddress) {
    self.name = name
    self.address = address
  }

  /// The system's own name and address.
  public init(_ system: SystemAddress) {
    self.init(name: system.name, address: system.address)
  }
}
