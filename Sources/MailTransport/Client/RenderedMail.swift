public import MailMessage

/// A mail as bytes, ready to be sent.
public struct RenderedMail: Equatable, Sendable {
  /// Headers and body. Bare CRs and LFs become CR LF on the wire.
  public let bytes: [UInt8]
  /// The Message-ID with its angle brackets, where it is known.
  public let messageID: String?

  /// A mail from bytes that stand.
  public init(bytes: [UInt8], messageID: String? = nil) {
    self.bytes = bytes
    self.messageID = messageID
  }

  /// Renders a message; throws the characters that its encoding does not have.
  public init(_ message: MailMessage) throws(UnencodableText) {
    bytes = try message.rendered()
    messageID = message.messageID.text
  }
}
