public import MailSettings

/// The test e-mail: it says in plain words which system sent it and how, and holds no secret.
public struct TestMessage: Equatable, Sendable {
  /// The mail.
  public let message: MailMessage
  /// Who it is from and for.
  public let envelope: Envelope

  /// Composes the test e-mail of a set-up.
  ///
  /// - Parameters:
  ///   - host: the name of the machine that sends.
  ///   - recipient: the address to send to.
  public init(
    _ settings: Settings, host: String, to recipient: MailAddress, date: MailDate = .now(),
    messageID: MessageID? = nil
  ) {
    let system = settings.systemAddress
    let identity = SenderPolicy(settings).identity(for: .system)
    let name = system.name?.text ?? ""
    let title = name.isEmpty ? system.address.wire : name
    message = MailMessage(
      from: identity.from, replyTo: identity.replyTo, to: [Mailbox(address: recipient)],
      subject: "Test e-mail from \(title)",
      body: Self.body(settings, title: title, host: host, date: date),
      date: date, messageID: messageID, encoding: settings.encoding)
    envelope = Envelope(sender: identity.envelopeSender, recipients: [recipient])
  }

  private static func body(
    _ settings: Settings, title: String, host: String, date: MailDate
  ) -> String {
    let route = RouteWords(settings.route)
    return """
      This is a test e-mail from \(title).

      Its outgoing e-mail settings work: the mail server took this message,
      and you have received it. There is nothing to do.

      Sent from:    \(settings.systemAddress.address.wire)
      Sent by host: \(HeaderText(host).text)
      Sent on:      \(date.text)
      Mail server:  \(route.server)
      Encryption:   \(route.encryption)
      Sign-in:      \(route.signIn)
      Encoding:     \(Transcoder(settings.encoding).charset.text)

      """
  }
}
