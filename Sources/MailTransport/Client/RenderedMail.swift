public import MailMessage

/// A mail, ready to be sent.
public struct RenderedMail: Sendable {
  /// Headers and body.
  public let content: any MessageContent
  /// The same for a server that takes ASCII alone (no 8BITMIME); nil where it is no different.
  public let sevenBit: (any MessageContent)?
  /// The Message-ID with its angle brackets, where it is known.
  public let messageID: String?
  /// Whether its headers need SMTPUTF8 (RFC 6531).
  public let needsSMTPUTF8: Bool

  /// A mail from content that stands.
  public init(
    content: any MessageContent, sevenBit: (any MessageContent)? = nil, messageID: String? = nil,
    needsSMTPUTF8: Bool = false
  ) {
    (self.content, self.sevenBit) = (content, sevenBit)
    (self.messageID, self.needsSMTPUTF8) = (messageID, needsSMTPUTF8)
  }

  /// A mail from bytes that stand; bare CRs and LFs become CR LF.
  public init(bytes: [UInt8], messageID: String? = nil) {
    self.init(content: ByteContent(bytes), messageID: messageID)
  }

  /// Renders a message; throws the characters that its encoding does not have.
  public init(_ message: MailMessage) throws(UnencodableText) {
    self.init(
      content: ByteContent(try message.rendered()), messageID: message.messageID.text,
      needsSMTPUTF8: message.needsSMTPUTF8)
  }
}
