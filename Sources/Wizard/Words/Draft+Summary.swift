import MailSettings

extension Draft {
  /// What will be written, for the summary: a label and a value each.
  var summary: [(label: String, value: String)] {
    let sender = [
      system.name.trimmed, system.address.trimmed.isEmpty ? "" : "<\(system.address.trimmed)>",
    ]
    return [
      ("Protocol", chosenProtocol.title),
      ("System address", sender.filter { !$0.isEmpty }.joined(separator: " ")),
    ] + summaryOfServer + summaryOfIncoming + [
      ("Encoding", message.encoding.value?.text ?? "UTF-8"),
      ("User mails from", (message.sender.value ?? .system).title),
      ("Connections", connections.maximum.value.map { "at most \($0.text)" } ?? "no limit"),
    ]
  }

  private var summaryOfServer: [(label: String, value: String)] {
    switch chosenProtocol {
    case .smtp:
      [
        ("Server", "\(smtp.server.trimmed), port \(smtp.chosenPort.text)"),
        ("Encryption", smtp.chosenEncryption.title),
        (
          "Authentication",
          chosenMode == .password
            ? "\(chosenMode.title), \(authentication.user.trimmed)" : chosenMode.title
        ),
      ]
    case .exchange: [("Tenant", exchange.tenant.trimmed)]
    }
  }

  private var summaryOfIncoming: [(label: String, value: String)] {
    guard needsIncoming else { return [] }
    let (server, port) = (incoming.server.trimmed, incoming.chosenPort.text)
    return [("Incoming", "\(server), \(incoming.chosenProtocol.title), port \(port)")]
  }
}
