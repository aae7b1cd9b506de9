public import MailSettings
internal import SystemAccess

/// The globally unique id of a mail, `<random@sender-domain>` (RFC 5322 section 3.6.4).
public struct MessageID: Hashable, Sendable {
  /// The id with its angle brackets.
  public let text: String

  /// A new id of 128 random bits in the domain of the sender.
  public init(sender: MailAddress) {
    var generator = SystemRandomNumberGenerator()
    self.init(sender: sender, using: &generator)
  }

  init(sender: MailAddress, using generator: inout some RandomNumberGenerator) {
    let bytes = [generator.next(), generator.next()].flatMap { number in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    text = "<\(Hexadecimal.text(bytes))@\(sender.asciiDomain)>"
  }
}
