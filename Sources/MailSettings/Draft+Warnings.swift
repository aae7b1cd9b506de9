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
        key: "smtp.port", and: "smtp.encryption",
        sentence: "Port 465 speaks SSL, so TLS (STARTTLS) normally fails there: "
          + "use port 587, or choose SSL",
        fixes: [
          Fix("Use port 587", ["smtp.port": "587"]),
          Fix("Use SSL", ["smtp.encryption": "ssl", "smtp.port": "465"]),
        ])
    case (.ssl, .smtp), (.ssl, .submission):
      Warning(
        key: "smtp.port", and: "smtp.encryption",
        sentence: "Port \(smtp.chosenPort.text) normally speaks STARTTLS, so SSL fails there: "
          + "use port 465, or choose TLS",
        fixes: [
          Fix("Use port 465", ["smtp.port": "465"]),
          Fix("Use TLS", ["smtp.encryption": "tls", "smtp.port": smtp.chosenPort.text]),
        ])
    case (.none, .submissions), (.tlsIfAvailable, .submissions):
      Warning(
        key: "smtp.port", and: "smtp.encryption",
        sentence: "Port 465 speaks SSL from the first byte: choose SSL",
        fixes: [Fix("Use SSL", ["smtp.encryption": "ssl", "smtp.port": "465"])])
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
    let usual = incoming.chosenProtocol.proposedPort(.ssl).text
    return Warning(
      key: "incoming.port", sentence: sentence,
      fixes: [
        Fix("Use SSL on port \(usual)", ["incoming.encryption": "ssl", "incoming.port": usual])
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
    let changes = isOther ? ["system.address": login.trimmed] : [:]
    return Warning(
      key: "message.sender",
      sentence: "Some servers refuse a sender that is not the login (\(login.trimmed)): "
        + "then send from the system address" + (isOther ? ", and make it the login" : ""),
      fixes: [Fix("Use the system address", changes.merging(["message.sender": "system"]) { $1 })])
  }

  private var encodingWarning: Warning? {
    guard let encoding = message.encoding.value, !encoding.isLegalInMail else { return nil }
    return Warning(
      key: "message.encoding",
      sentence: "\(encoding.text) is not allowed in the text of mails (RFC 2046); "
        + "mails are sent as UTF-8 instead",
      fixes: [Fix("Use UTF-8", ["message.encoding": "UTF-8"])])
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
      key: "message.encoding",
      sentence: "\(encoding.text) cannot write \(shown)\(missing.count > 10 ? " and others" : "") "
        + "in the system's name, so no mail can be sent: choose UTF-8",
      fixes: [Fix("Use UTF-8", ["message.encoding": "UTF-8"])])
  }
}
