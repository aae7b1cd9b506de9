internal import SystemAccess

extension Draft {
  /// The fixes for what is wrong with the text at a key, best first; none for most texts.
  ///
  /// The parts of a text that says more than its field takes are put where they belong.
  public func fixes(at key: SettingKey) -> [Fix] {
    switch key {
    case .smtpServer: serverFixes(.smtp)
    case .incomingServer: serverFixes(.incoming)
    case .systemAddress: addressFixes
    case .exchangeMailbox: mailboxFixes
    default: []
    }
  }

  private func serverFixes(_ server: PasswordSetting) -> [Fix] {
    let keys = server.serverKeys
    guard keys.server.setting.problem(self) != nil,
      let pasted = PastedServer(self[keys.server].trimmingSpaces)
    else { return [] }
    // The URL of an incoming server says nothing about an outgoing one.
    if server != .incoming, pasted.meaning.service != nil { return [] }
    var parts = PastedParts(host: pasted.host.text)
    parts.port = pasted.chosenPort ?? portForSTARTTLS(pasted, server)
    parts.encryption = pasted.chosenEncryption ?? usual(at: pasted.chosenPort, keys)
    parts.service = pasted.meaning.service
    parts.user = usableUser(pasted, keys)
    parts.hasPassword = pasted.hasPassword
    return [.change(.usePasted(parts), changes(parts, keys))]
  }

  /// The new text of each setting that a part of the pasted text belongs to.
  private func changes(_ parts: PastedParts, _ keys: ServerKeys) -> [SettingKey: String] {
    var changes = [keys.server: parts.host]
    changes[keys.port] = parts.port?.text
    changes[keys.encryption] = parts.encryption?.text
    changes[.incomingProtocol] = parts.service?.text
    if let key = keys.user { changes[key] = parts.user }
    return changes
  }

  /// The user name in a pasted text, where it is valid and the form has none yet.
  private func usableUser(_ pasted: PastedServer, _ keys: ServerKeys) -> String? {
    guard let user = pasted.user, (try? PlainText(typed: user)) != nil, let key = keys.user,
      isEmpty(key)
    else { return nil }
    return user
  }

  /// Port 587 for STARTTLS where none is set: the documented default is 465, where it normally
  /// fails.
  private func portForSTARTTLS(_ pasted: PastedServer, _ server: PasswordSetting) -> Port? {
    let isTLS = server == .smtp && pasted.chosenEncryption == .tls
    return isTLS && isEmpty(.smtpPort) ? .submission : nil
  }

  /// The encryption that is usual on a port; nil where one was chosen already.
  private func usual(at port: Port?, _ keys: ServerKeys) -> Encryption? {
    guard let port, isEmpty(keys.encryption) else { return nil }
    if [Port.submissions, .imaps, .pop3s].contains(port) { return .ssl }
    return port == .submission ? .tls : nil
  }

  private func isEmpty(_ key: SettingKey) -> Bool { self[key].trimmingSpaces.isEmpty }
}

extension Draft {
  /// All fixes at a key: for what is wrong with its text, then for each warning there.
  public func allFixes(at key: SettingKey) -> [Fix] {
    fixes(at: key) + warnings.filter { $0.key == .setting(key) }.flatMap(\.fixes)
  }

  private var addressFixes: [Fix] {
    guard system.address.problem != nil, let pasted = PastedAddress(system.address.trimmed) else {
      return []
    }
    var changes: [SettingKey: String] = [.systemAddress: pasted.address.text]
    guard let name = pasted.name, system.name.isEmpty else {
      return [.change(.useAddress(pasted.address.text), changes)]
    }
    changes[.systemName] = name.text
    return [.change(.useAddress(pasted.address.text, name: name.text), changes)]
  }

  private var mailboxFixes: [Fix] {
    guard exchange.mailbox.problem != nil, let pasted = PastedAddress(exchange.mailbox.trimmed)
    else { return [] }
    return [
      .change(.useAddress(pasted.address.text), [.exchangeMailbox: pasted.address.text])
    ]
  }
}
