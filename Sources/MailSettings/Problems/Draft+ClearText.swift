extension Draft {
  /// The warning that the password may go to the SMTP server unencrypted.
  ///
  /// Without TLS no password is sent, unless `smtp.allow-clear-text-password` is true or the server
  /// is on this machine.
  var clearPasswordWarning: Warning? {
    guard chosenMode == .password || chosenMode == .incoming,
      let oddity = readablePassword(
        .smtp, smtp.chosenEncryption, smtp.server, isAllowed: smtp.allowClearTextPassword)
    else { return nil }
    return Warning(
      .smtpEncryption, oddity,
      fixes: [
        .change(.useEncryption(.tls), [.smtpEncryption: "tls", .smtpPort: "587"]),
        .change(.useEncryption(.ssl), [.smtpEncryption: "ssl", .smtpPort: "465"]),
      ])
  }

  /// The same at the incoming mailbox server.
  var incomingClearPasswordWarning: Warning? {
    guard chosenMode == .incomingFirst,
      let oddity = readablePassword(
        .incoming, incoming.chosenEncryption, incoming.server,
        isAllowed: incoming.allowClearTextPassword)
    else { return nil }
    let usual = incoming.chosenProtocol.proposedPort(.ssl).text
    return Warning(
      .incomingEncryption, oddity,
      fixes: [
        .change(.useEncryption(.ssl), [.incomingEncryption: "ssl", .incomingPort: usual])
      ])
  }

  /// Whether a password can be read on its way to a server; nil where it is encrypted, not sent, or
  /// does not leave this machine.
  private func readablePassword(
    _ password: PasswordSetting, _ encryption: Encryption, _ server: Entry<HostName>,
    isAllowed: Entry<Bool>
  ) -> Warning.Oddity? {
    if server.value?.isLoopback == true { return nil }
    switch encryption {
    case .tls, .ssl: return nil
    case .tlsIfAvailable:
      return isAllowed.value == true ? .readablePassword(password, always: false) : nil
    case .none: return .readablePassword(password, always: true)
    }
  }
}
