import Forms
import MailSettings
import SystemAccess

extension State {
  /// What saving would change, a line each, such as `Port: 465 → 587`; of a secret only that it
  /// changes.
  var changeLines: [String] {
    let texts = Setting.all.filter { draft[$0] != saved[$0] }.map { setting in
      let (before, now) = (setting.shown(in: saved), setting.shown(in: draft))
      return "\(setting.name): \(before) \(surroundings.glyphs.arrow) \(now)"
    }
    let secrets = PasswordSetting.allCases.filter { draft[keyPath: $0.path].isChanged }
    return texts
      + secrets.map { setting in
        let name = setting == .incoming ? TrialWords.incomingPassword : TrialWords.password
        return "\(name): \(draft[keyPath: setting.path].label(isUsable: true))"
      }
  }
}

extension Setting {
  fileprivate func shown(in draft: Draft) -> String {
    draft[self].isEmpty ? "empty" : draft[self].printable(limit: 60)
  }
}

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
