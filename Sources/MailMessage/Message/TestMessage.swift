public import MailSettings
public import SystemAccess

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
  ///   - trigger: what it is sent for: as a mail of the system, or as one that a user triggers.
  public init(
    _ settings: Settings, host: String, to recipient: MailAddress,
    for trigger: SenderPolicy.Trigger = .system, date: Moment = .now(), messageID: MessageID? = nil
  ) {
    let system = settings.systemAddress
    let identity = SenderPolicy(settings).identity(for: trigger)
    let name = system.name?.text ?? ""
    let title = name.isEmpty ? system.address.wire : name
    message = MailMessage(
      from: identity.from, replyTo: identity.replyTo, to: [Mailbox(address: recipient)],
      subject: "Test e-mail from \(title)",
      body: Self.body(settings, identity, trigger, title: title, host: host, date: date),
      date: date, messageID: messageID, encoding: settings.encoding)
    envelope = Envelope(sender: identity.envelopeSender, recipients: [recipient])
  }

  private static func body(
    _ settings: Settings, _ identity: SenderPolicy.Identity, _ trigger: SenderPolicy.Trigger,
    title: String, host: String, date: Moment
  ) -> String {
    let route = RouteWords(settings.route)
    let from = identity.from.address.wire
    let replies = identity.replyTo.map { ", replies to \($0.address.wire)" } ?? ""
    let isSystems = trigger == .system
    return """
      This is a test e-mail from \(title).

      Its outgoing e-mail settings work: the mail server took this message,
      and you have received it. There is nothing to do.

      Sent as:      a mail \(isSystems ? "of the system" : "that a user triggers")
      Sent from:    \(from)\(replies)
      Sent by host: \(HeaderText(host).text)
      Sent on:      \(date.mailText)
      Mail server:  \(route.server)
      Encryption:   \(route.encryption)
      Sign-in:      \(route.signIn)
      Encoding:     \(Transcoder(settings.encoding).charset.text)

      """
  }
}

/// A route in plain words; ASCII only, without user names or secrets.
struct RouteWords: Equatable {
  let server: String
  let encryption: String
  let signIn: String

  init(_ route: Route) {
    server = "\(route.endpoint.host.ascii), port \(route.endpoint.port)"
    encryption = route.endpoint.encryption.title
    switch route {
    case .smtp(let server): signIn = Self.words(server.signIn)
    case .exchange: signIn = "Microsoft Exchange (OAuth)"
    }
  }

  private static func words(_ signIn: SignIn) -> String {
    switch signIn {
    case .none: "none"
    case .credentials: "user name and password"
    case .incomingFirst: "by first connecting to the incoming mailbox"
    }
  }
}
