extension Draft {
  /// The password goes to the SMTP server, and nothing makes sure that it is encrypted.
  ///
  /// Such a password is not sent at all unless `smtp.allow-clear-text-password` says so, or the
  /// server is on this machine.
  var clearPasswordWarning: Warning? {
    guard chosenMode == .password || chosenMode == .incoming,
      let sentence = ClearText(
        password: "the password", encryption: smtp.chosenEncryption, server: smtp.server,
        isAllowed: smtp.allowClearTextPassword
      ).sentence
    else { return nil }
    return Warning(
      key: .smtpEncryption, sentence: sentence,
      fixes: [
        .change(.useEncryption(.tls), [.smtpEncryption: "tls", .smtpPort: "587"]),
        .change(.useEncryption(.ssl), [.smtpEncryption: "ssl", .smtpPort: "465"]),
      ])
  }

  /// The same at the incoming mailbox server.
  var incomingClearPasswordWarning: Warning? {
    guard chosenMode == .incomingFirst,
      let sentence = ClearText(
        password: "the mailbox's password", encryption: incoming.chosenEncryption,
        server: incoming.server, isAllowed: incoming.allowClearTextPassword
      ).sentence
    else { return nil }
    let usual = incoming.chosenProtocol.proposedPort(.ssl).text
    return Warning(
      key: .incomingEncryption, sentence: sentence,
      fixes: [
        .change(.useEncryption(.ssl), [.incomingEncryption: "ssl", .incomingPort: usual])
      ])
  }
}

/// Whether a password can be read on its way to a server.
private struct ClearText {
  let password: String
  let encryption: Encryption
  let server: Entry<HostName>
  let isAllowed: Entry<Bool>

  /// What to say of it; nil where it is encrypted, not sent, or does not leave this machine.
  var sentence: String? {
    let isAllowed = isAllowed.value ?? false
    if server.value?.isLoopback == true { return nil }
    switch encryption {
    case .tls, .ssl: return nil
    case .tlsIfAvailable where !isAllowed: return nil
    case .tlsIfAvailable:
      return "Where the server offers no TLS, \(password) goes out readable: choose TLS or SSL"
    case .none: return "Without encryption \(password) can be read on the way: choose TLS or SSL"
    }
  }
}
