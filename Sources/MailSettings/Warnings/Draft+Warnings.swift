internal import SystemAccess

extension Draft {
  /// What is odd about this draft as a whole. Warnings never keep anybody from saving or sending.
  public var warnings: [Warning] {
    let found =
      chosenProtocol == .smtp
      ? [
        portWarning, incomingPortWarning, clearPasswordWarning, incomingClearPasswordWarning,
        senderWarning,
      ] : []
    return (found + [encodingWarning, nameWarning]).compactMap(\.self) + underscoreWarnings
      + spellingWarnings
  }

  private var portWarning: Warning? {
    switch (smtp.chosenEncryption, smtp.chosenPort) {
    case (.tls, .submissions):
      Warning(
        key: .smtpPort, and: .smtpEncryption,
        sentence: "Port 465 speaks SSL, so TLS (STARTTLS) normally fails there: "
          + "use port 587, or choose SSL",
        fixes: [
          .change(.usePort(.submission), [.smtpPort: "587"]),
          .change(.useEncryption(.ssl), [.smtpEncryption: "ssl", .smtpPort: "465"]),
        ])
    case (.ssl, .smtp), (.ssl, .submission):
      Warning(
        key: .smtpPort, and: .smtpEncryption,
        sentence: "Port \(smtp.chosenPort.text) normally speaks STARTTLS, so SSL fails there: "
          + "use port 465, or choose TLS",
        fixes: [
          .change(.usePort(.submissions), [.smtpPort: "465"]),
          .change(
            .useEncryption(.tls), [.smtpEncryption: "tls", .smtpPort: smtp.chosenPort.text]),
        ])
    case (.none, .submissions), (.tlsIfAvailable, .submissions):
      Warning(
        key: .smtpPort, and: .smtpEncryption,
        sentence: "Port 465 speaks SSL from the first byte: choose SSL",
        fixes: [.change(.useEncryption(.ssl), [.smtpEncryption: "ssl", .smtpPort: "465"])])
    default: nil
    }
  }

  /// The same mix-up at the incoming server; only a login there makes the port count.
  private var incomingPortWarning: Warning? {
    guard needsIncoming, chosenMode == .incomingFirst else { return nil }
    let (encryption, port) = (incoming.chosenEncryption, incoming.chosenPort)
    let speaksSSL = port == .imaps || port == .pop3s
    let speaksSTARTTLS = port == .imap || port == .pop3
    guard encryption == .ssl ? speaksSTARTTLS : speaksSSL else { return nil }
    let sentence =
      speaksSSL
      ? "Port \(port.text) speaks SSL from the first byte: choose SSL"
      : "Port \(port.text) normally speaks STARTTLS, so SSL fails there"
    let usual = incoming.chosenProtocol.proposedPort(.ssl)
    return Warning(
      key: .incomingPort, sentence: sentence,
      fixes: [
        .change(
          .useEncryption(.ssl, port: usual),
          [.incomingEncryption: "ssl", .incomingPort: usual.text])
      ]
    )
  }

  /// A user's address is never the login that all mails go out with.
  private var senderWarning: Warning? {
    let login = chosenMode == .password ? authentication.user : incoming.user
    guard message.sender.value == .user, chosenMode == .password || chosenMode == .incoming,
      !login.isEmpty
    else { return nil }
    let address = try? MailAddress(typed: login.trimmed)
    let isOther = address != nil && address?.wire != system.address.value?.wire
    let changes: [SettingKey: String] = isOther ? [.systemAddress: login.trimmed] : [:]
    return Warning(
      key: .messageSender,
      sentence: "Some servers refuse a sender that is not the login (\(login.trimmed)): "
        + "then send from the system address" + (isOther ? ", and make it the login" : ""),
      fixes: [
        .change(.useSystemAddress, changes.merging([.messageSender: "system"]) { $1 })
      ])
  }

  private var encodingWarning: Warning? {
    guard let encoding = message.encoding.value, !encoding.isLegalInMail else { return nil }
    return Warning(
      key: .messageEncoding,
      sentence: "\(encoding.text) is not allowed in the text of mails (RFC 2046); "
        + "mails are sent as UTF-8 instead",
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }
}

extension Draft {
  /// The name goes out with every mail, the test e-mail too.
  private var nameWarning: Warning? {
    guard let encoding = message.encoding.value, let name = system.name.value else { return nil }
    let missing = encoding.missing(in: name.text)
    guard !missing.isEmpty else { return nil }
    let shown = missing.prefix(10).map { "“\(String($0).printable())”" }.joined(separator: ", ")
    return Warning(
      key: .messageEncoding,
      sentence: "\(encoding.text) cannot write \(shown)\(missing.count > 10 ? " and others" : "") "
        + "in the system's name, so no mail can be sent: choose UTF-8",
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }
}
