extension Draft {
  /// What is odd about this draft as a whole. Warnings never keep anybody from saving or sending.
  public var warnings: [Warning] {
    let found: [Warning?] =
      chosenProtocol == .smtp
      ? [
        portWarning, incomingPortWarning, clearPasswordWarning, incomingClearPasswordWarning,
        senderWarning,
      ] : exchangeWarnings
    return (found + [encodingWarning, nameWarning]).compactMap(\.self)
      + underscoreWarnings + spellingWarnings + aliasWarnings
  }

  private var portWarning: Warning? {
    switch (smtp.chosenEncryption, smtp.chosenPort) {
    case (.tls, .submissions):
      Warning(
        .smtpPort, and: .smtpEncryption, .startTLSOnSSLPort,
        fixes: [
          .change(.usePort(.submission), [.smtpPort: "587"]),
          .change(.useEncryption(.ssl), [.smtpEncryption: "ssl", .smtpPort: "465"]),
        ])
    case (.ssl, .smtp), (.ssl, .submission):
      Warning(
        .smtpPort, and: .smtpEncryption, .sslOnSTARTTLSPort(smtp.chosenPort, isIncoming: false),
        fixes: [
          .change(.usePort(.submissions), [.smtpPort: "465"]),
          .change(
            .useEncryption(.tls), [.smtpEncryption: "tls", .smtpPort: smtp.chosenPort.text]),
        ])
    case (.none, .submissions), (.tlsIfAvailable, .submissions):
      Warning(
        .smtpPort, and: .smtpEncryption, .clearOnSSLPort(.submissions),
        fixes: [.change(.useEncryption(.ssl), [.smtpEncryption: "ssl", .smtpPort: "465"])])
    default: nil
    }
  }

  /// The same mismatch at the incoming server, whose port matters only in the mode that logs in
  /// there.
  private var incomingPortWarning: Warning? {
    guard needsIncoming, chosenMode == .incomingFirst else { return nil }
    let (encryption, port) = (incoming.chosenEncryption, incoming.chosenPort)
    let speaksSSL = port == .imaps || port == .pop3s
    let speaksSTARTTLS = port == .imap || port == .pop3
    guard encryption == .ssl ? speaksSTARTTLS : speaksSSL else { return nil }
    let usual = incoming.chosenProtocol.proposedPort(.ssl)
    return Warning(
      .incomingPort,
      speaksSSL ? .clearOnSSLPort(port) : .sslOnSTARTTLSPort(port, isIncoming: true),
      fixes: [
        .change(
          .useEncryption(.ssl, port: usual),
          [.incomingEncryption: "ssl", .incomingPort: usual.text])
      ]
    )
  }

  /// Mails with users' own addresses are sent with a login that is none of them.
  private var senderWarning: Warning? {
    let login = chosenMode == .password ? authentication.user : incoming.user
    guard message.sender.value == .user, chosenMode == .password || chosenMode == .incoming,
      !login.isEmpty
    else { return nil }
    let address = try? MailAddress(typed: login.trimmed)
    let isOther = address != nil && address?.wire != system.address.value?.wire
    let changes: [SettingKey: String] = isOther ? [.systemAddress: login.trimmed] : [:]
    return Warning(
      .messageSender, .senderIsNotLogin(login.trimmed, canBeSystemAddress: isOther),
      fixes: [
        .change(.useSystemAddress, changes.merging([.messageSender: "system"]) { $1 })
      ])
  }

  private var encodingWarning: Warning? {
    guard let encoding = message.encoding.value, !encoding.isLegalInMail else { return nil }
    return Warning(
      .messageEncoding, .encodingNotInMail(encoding),
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }
}

extension Draft {
  /// Aliases that lead in a circle; /etc/aliases is looked at only when mail is sent.
  private var aliasWarnings: [Warning] {
    let own = aliases.compactMap { name, entry in entry.value.map { (name.text, $0) } }
    let aliases = Aliases(own: Dictionary(uniqueKeysWithValues: own))
    return self.aliases.keys.sorted { $0.text < $1.text }.filter { name in
      do throws(Aliases.Fault) {
        _ = try aliases.addresses(of: name.text)
        return false
      } catch { return [.loop(name.text), .mailbox(name.text)].contains(error) }
    }.map { Warning(.alias($0), .aliasLoop($0)) }
  }

  /// A system name that the encoding cannot write; it goes out with every mail, the test e-mail
  /// too.
  private var nameWarning: Warning? {
    guard let encoding = message.encoding.value, let name = system.name.value else { return nil }
    let missing = encoding.missing(in: name.text)
    guard !missing.isEmpty else { return nil }
    return Warning(
      .messageEncoding, .unwritableName(encoding, missing: missing),
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }
}

extension Draft {
  /// Valid values that are not in the spelling that Postern writes.
  var spellingWarnings: [Warning] {
    Setting.all.filter { $0.isAlias(self) && $0.counts(in: self) }.compactMap { setting in
      guard let canonical = setting.canonical(self) else { return nil }
      return Warning(
        setting.key, .alias(typed: self[setting].trimmingSpaces, canonical: canonical),
        fixes: [.change(.write(canonical), [setting.key: canonical])])
    }
  }

  /// Host names with underscores, which no standard allows but which may work in a local network.
  var underscoreWarnings: [Warning] {
    let names: [(SettingKey, String?, Bool)] = [
      (.smtpServer, smtp.server.value?.ascii, chosenProtocol == .smtp),
      (.smtpHelloName, smtp.helloName.value?.wire, chosenProtocol == .smtp),
      (.incomingServer, incoming.server.value?.ascii, needsIncoming),
    ]
    return names.compactMap { key, name, counts in
      guard counts, let name, name.contains("_") else { return nil }
      return Warning(key, .underscore(name))
    }
  }
}
