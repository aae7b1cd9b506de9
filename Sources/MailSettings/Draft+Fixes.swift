internal import SystemAccess

extension Draft {
  /// Ways out of what is wrong with the text at a key, best first; none for most texts.
  ///
  /// A text that says more than its field takes is put where its parts belong, with nothing of it
  /// lost.
  public func fixes(at key: String) -> [Fix] {
    switch key {
    case "smtp.server": fixes(\.smtp.server, .smtp)
    case "incoming.server": fixes(\.incoming.server, .incoming)
    case "system.address": addressFixes
    case "exchange.mailbox": mailboxFixes
    default: []
    }
  }

  /// The settings that belong to a server.
  private struct ServerGroup {
    let name: String
    let user: String
    let isIncoming: Bool

    static let smtp = ServerGroup(name: "smtp", user: "authentication.user", isIncoming: false)
    static let incoming = ServerGroup(name: "incoming", user: "incoming.user", isIncoming: true)
  }

  private func fixes(_ path: KeyPath<Draft, Entry<HostName>>, _ group: ServerGroup) -> [Fix] {
    let entry = self[keyPath: path]
    guard entry.problem != nil, let pasted = PastedServer(entry.trimmed) else { return [] }
    // The URL of another service than the one that is set here.
    if !group.isIncoming, pasted.meaning.service != nil { return [] }
    var changes = ["\(group.name).server": pasted.host.text]
    var words = ["Use \(pasted.host.text.printable(limit: 60))"]
    if let port = pasted.chosenPort ?? portForSTARTTLS(pasted, group) {
      changes["\(group.name).port"] = port.text
      words.append("port \(port.text)")
    }
    if let encryption = pasted.chosenEncryption ?? usual(at: pasted.chosenPort, group) {
      changes["\(group.name).encryption"] = encryption.text
      words.append(encryption.shortTitle)
    }
    if group.isIncoming, let service = pasted.meaning.service {
      changes["incoming.protocol"] = service.text
      words.append(service.title)
    }
    if let user = pasted.user, (try? PlainText(typed: user)) != nil, isEmpty(group.user) {
      changes[group.user] = user
      words.append("user \(user.printable(limit: 30))")
    }
    if pasted.hasPassword { words.append("without the password") }
    return [Fix(words.joined(separator: ", "), changes)]
  }

  /// The documented default of TLS is 465, where STARTTLS normally fails.
  private func portForSTARTTLS(_ pasted: PastedServer, _ group: ServerGroup) -> Port? {
    let isTLS = !group.isIncoming && pasted.chosenEncryption == .tls
    return isTLS && isEmpty("\(group.name).port") ? .submission : nil
  }

  /// What a port is known for, where nothing was chosen.
  private func usual(at port: Port?, _ group: ServerGroup) -> Encryption? {
    guard let port, isEmpty("\(group.name).encryption") else { return nil }
    if [Port.submissions, .imaps, .pop3s].contains(port) { return .ssl }
    return port == .submission ? .tls : nil
  }

  private func isEmpty(_ key: String) -> Bool {
    Setting.named(key).map { self[$0].trimmingSpaces.isEmpty } ?? false
  }
}

extension Draft {
  /// All ways out at a key: of what is wrong with its text, then those of each warning that stands
  /// there.
  public func allFixes(at key: String) -> [Fix] {
    fixes(at: key) + warnings.filter { $0.key == key }.flatMap(\.fixes)
  }

  private var addressFixes: [Fix] {
    guard system.address.problem != nil, let pasted = PastedAddress(system.address.trimmed) else {
      return []
    }
    var changes = ["system.address": pasted.address.text]
    guard let name = pasted.name, system.name.isEmpty else {
      return [Fix("Use \(pasted.address.text.printable(limit: 60))", changes)]
    }
    changes["system.name"] = name.text
    return [
      Fix(
        "Use \(pasted.address.text.printable(limit: 60)), name \(name.text.printable(limit: 30))",
        changes)
    ]
  }

  private var mailboxFixes: [Fix] {
    guard exchange.mailbox.problem != nil, let pasted = PastedAddress(exchange.mailbox.trimmed)
    else { return [] }
    return [
      Fix(
        "Use \(pasted.address.text.printable(limit: 60))",
        ["exchange.mailbox": pasted.address.text])
    ]
  }
}
