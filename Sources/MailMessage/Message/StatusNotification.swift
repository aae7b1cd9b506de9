public import MailSettings
public import SystemAccess

/// A delivery status notification (RFC 3464): it tells a mail's sender who did not get it, in a
/// part for people and one for programs, followed by the mail's header.
public struct StatusNotification: Sendable {
  /// What programs are told of one recipient (RFC 3464 section 2.3).
  public struct Recipient: Equatable, Sendable {
    /// Whom the mail was for.
    public var address: MailAddress
    /// An enhanced status code of class 5 (RFC 3463), such as `5.1.1`.
    public var status: String
    /// The server that has refused the mail; nil where none has.
    public var server: String?
    /// What it said, code and text; nil where it said nothing.
    public var diagnostic: String?
    /// When the mail was tried last.
    public var lastAttempt: Moment?

    /// A recipient who did not get the mail.
    public init(
      _ address: MailAddress, status: String, server: String? = nil, diagnostic: String? = nil,
      lastAttempt: Moment? = nil
    ) {
      (self.address, self.status, self.server) = (address, status, server)
      (self.diagnostic, self.lastAttempt) = (diagnostic, lastAttempt)
    }
  }

  /// Its sender, who takes no answer.
  public let from: Mailbox
  /// The mail's envelope sender.
  public let to: MailAddress
  /// The subject.
  public let subject: String
  /// The part for people.
  public let text: String
  /// The name of this machine.
  public let host: String
  /// When the mail was handed in.
  public let arrival: Moment
  /// Who did not get it, at least one.
  public let recipients: [Recipient]
  /// The mail's header.
  public let header: WrittenHeader
  /// When the notification was written.
  public let date: Moment
  /// Its Message-ID.
  public let messageID: MessageID

  /// Makes a notification; its id is in the domain of `from`.
  public init(
    from: Mailbox, to: MailAddress, subject: String, text: String, host: String, arrival: Moment,
    recipients: [Recipient], header: WrittenHeader, date: Moment
  ) {
    (self.from, self.to, self.subject, self.text) = (from, to, subject, text)
    (self.host, self.arrival, self.recipients) = (host, arrival, recipients)
    (self.header, self.date, messageID) = (header, date, MessageID(sender: from.address))
  }

  /// Whether its own header holds an address that needs SMTPUTF8 (RFC 6531).
  public var needsSMTPUTF8: Bool { from.address.needsSMTPUTF8 || to.needsSMTPUTF8 }

  /// The notification as it goes on the wire, in UTF-8 and seven bits, with CR LF.
  public func rendered() throws(UnencodableText) -> [UInt8] {
    let boundary = String(messageID.text.dropFirst().prefix { $0 != "@" })
    var bytes = try fields(boundary: boundary).flatMap(\.bytes) + LineEndings.crlf
    for part in [textPart, statusPart, headerPart] {
      bytes += Array("--\(boundary)\r\n".utf8) + part
    }
    return bytes + Array("--\(boundary)--\r\n".utf8)
  }

  private func fields(boundary: String) throws(UnencodableText) -> [HeaderField] {
    let transcoder = Transcoder(.utf8)
    return [
      .plain("Date", date.mailText),
      try .mailboxes("From", [from], transcoder),
      try .mailboxes("To", [Mailbox(address: to)], transcoder),
      try .unstructured("Subject", subject, transcoder),
      .plain("Message-ID", messageID.text),
      // RFC 3834 section 5: an automatic reply, which must not be answered automatically.
      .plain("Auto-Submitted", "auto-replied"),
      .plain("MIME-Version", "1.0"),
      .plain(
        "Content-Type",
        "multipart/report; report-type=delivery-status; boundary=\"\(boundary)\""),
    ]
  }

  private var textPart: [UInt8] {
    let lines = LineEndings.lines(of: text).map { Array($0.utf8) }
    return part("text/plain; charset=UTF-8", lines)
  }

  private var headerPart: [UInt8] {
    var lines = header.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Array($0.last == 0x0D ? $0.dropLast() : $0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    let isASCII = lines.allSatisfy { $0.allSatisfy { $0 < 0x80 } }
    return part("text/rfc822-headers" + (isASCII ? "" : "; charset=UTF-8"), lines)
  }

  private func part(_ type: String, _ lines: [[UInt8]]) -> [UInt8] {
    let transfer = TransferEncoding(for: lines, isStateful: false)
    let fields: [HeaderField] = [
      .plain("Content-Type", type), .plain("Content-Transfer-Encoding", transfer.rawValue),
    ]
    return fields.flatMap(\.bytes) + LineEndings.crlf + transfer.encode(lines)
  }
}

/// The part for programs (RFC 3464 section 2).
extension StatusNotification {
  private var statusPart: [UInt8] {
    var groups = [
      [
        HeaderField.plain("Reporting-MTA", "dns; \(Self.ascii(host))"),
        .plain("Arrival-Date", arrival.mailText),
      ]
    ]
    groups += recipients.map(Self.fields)
    let head = HeaderField.plain("Content-Type", "message/delivery-status").bytes
    return head + groups.flatMap { LineEndings.crlf + $0.flatMap(\.bytes) } + LineEndings.crlf
  }

  private static func fields(_ recipient: Recipient) -> [HeaderField] {
    var fields: [HeaderField] = [
      .plain("Final-Recipient", Self.typed(recipient.address)),
      .plain("Action", "failed"), .plain("Status", recipient.status),
    ]
    if let server = recipient.server {
      fields.append(.plain("Remote-MTA", "dns; \(ascii(server))"))
    }
    if let text = recipient.diagnostic {
      fields.append(.plain("Diagnostic-Code", "smtp; \(ascii(String(text.prefix(900))))"))
    }
    if let moment = recipient.lastAttempt {
      fields.append(.plain("Last-Attempt-Date", moment.mailText))
    }
    return fields
  }

  /// The address with its type; a non-ASCII one in the 7-bit form of RFC 6533 section 3.
  private static func typed(_ address: MailAddress) -> String {
    guard address.needsSMTPUTF8 else { return "rfc822; \(address.wire)" }
    let text = address.wire.unicodeScalars.map { scalar in
      let isPlain = (0x21...0x7E).contains(scalar.value) && !"\\+=".unicodeScalars.contains(scalar)
      return isPlain
        ? String(Character(scalar)) : "\\x{\(String(scalar.value, radix: 16).uppercased())}"
    }
    return "utf-8; \(text.joined())"
  }

  /// One line of ASCII: control characters become spaces, and others beyond ASCII `?`.
  private static func ascii(_ text: String) -> String {
    String(
      HeaderText(text).text.unicodeScalars.map { $0.isASCII ? Character($0) : "?" })
  }
}
