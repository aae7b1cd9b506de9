public import MailMessage

/// A mail, ready to be sent.
public struct RenderedMail: Sendable {
  /// Headers and body.
  public let content: any MessageContent
  /// The content for a server without 8BITMIME, in ASCII; nil where it is the same.
  public let sevenBit: (any MessageContent)?
  /// The Message-ID with its angle brackets; nil where it is not known.
  public let messageID: String?
  /// Whether its headers need SMTPUTF8 (RFC 6531).
  public let needsSMTPUTF8: Bool

  /// Makes a mail from its content.
  public init(
    content: any MessageContent, sevenBit: (any MessageContent)? = nil, messageID: String? = nil,
    needsSMTPUTF8: Bool = false
  ) {
    (self.content, self.sevenBit) = (content, sevenBit)
    (self.messageID, self.needsSMTPUTF8) = (messageID, needsSMTPUTF8)
  }

  /// Makes a mail from its bytes; when it is sent, bare CRs and LFs become CR LF.
  public init(bytes: [UInt8], messageID: String? = nil) {
    self.init(content: ByteContent(bytes), messageID: messageID)
  }

  /// Renders a message; throws the characters that its encoding lacks.
  public init(_ message: MailMessage) throws(UnencodableText) {
    self.init(
      content: ByteContent(try message.rendered()), messageID: message.messageID.text,
      needsSMTPUTF8: message.needsSMTPUTF8)
  }
}
