import Forms
import MailDiagnosis
import MailSettings
import Screens

/// The sentences of the wizard, in one place, by exhaustive switches.
enum Wording {
  /// What a button says: what it does.
  static func button(_ item: Item, _ state: State) -> String {
    switch item {
    case .back: "Back"
    case .next: state.page == .welcome ? "Begin" : "Next"
    case .save: "Save"
    case .quit: "Quit"
    case .deletePassword: "Delete"
    case .undoPassword: "Undo"
    case .goTo(let key) where PasswordSetting.allCases.contains { $0.key == key }:
      "Type the password again"
    case .goTo(let key): "Go to \(Catalog.screen(editing: key)?.title ?? key)"
    case .importCertificate: "Import the certificate"
    case .allowClearText: "Send the password in clear"
    case .transcript: "Transcript F8"
    case .warningFix(let key, let index): state.warningFix(key, index)?.label ?? ""
    case .fix(let panel, let index): state.fixes(of: panel)[safe: index]?.label ?? ""
    case .field, .certificate: ""
    }
  }

  /// What will happen to a password.
  static func fate(of password: PasswordDraft, isUsable: Bool) -> String {
    switch password.change {
    case .keep: password.stored == nil ? "none stored" : (isUsable ? "stored, kept" : "stored")
    case .replace: password.stored == nil ? "will be stored" : "will be replaced"
    case .delete: "will be deleted"
    }
  }

  /// So many unsaved changes.
  static func changes(_ count: Int) -> String {
    count == 1 ? "1 unsaved change" : "\(count) unsaved changes"
  }

  /// How a trial ended, where no diagnosis says it.
  static func outcome(_ report: DeliveryReport, _ trial: Trial, _ panel: Field.Panel) -> String? {
    switch report.outcome {
    case .delivered: "Mail works: delivered to \(trial.recipient) at \(trial.time)."
    case .accepted:
      panel == .incoming
        ? "Sign-in works, at \(trial.time)." : "The server would accept the message."
    case .cancelled: "Cancelled. No mail was sent."
    case .unknown: "It ended while the message was on its way: the mail may have been delivered."
    case .failed: nil
    }
  }

  /// What will be written, for the summary.
  static func summary(_ draft: Draft) -> [(String, String)] {
    let sender = [
      draft.system.name.trimmed,
      draft.system.address.trimmed.isEmpty ? "" : "<\(draft.system.address.trimmed)>",
    ]
    var lines = [
      ("Protocol", draft.chosenProtocol.title),
      ("System address", sender.filter { !$0.isEmpty }.joined(separator: " ")),
    ]
    switch draft.chosenProtocol {
    case .smtp:
      lines += [
        ("Server", "\(draft.smtp.server.trimmed), port \(draft.smtp.chosenPort.text)"),
        ("Encryption", draft.smtp.chosenEncryption.title),
        ("Authentication", draft.chosenMode.title + user(draft)),
      ]
    case .exchange: lines.append(("Tenant", draft.exchange.tenant.trimmed))
    }
    if draft.needsIncoming {
      let incoming = draft.incoming
      lines.append(
        (
          "Incoming",
          "\(incoming.server.trimmed), \(incoming.chosenProtocol.title), port \(incoming.chosenPort.text)"
        ))
    }
    return lines + [
      ("Encoding", draft.message.encoding.value?.text ?? "UTF-8"),
      ("User mails from", (draft.message.sender.value ?? .system).title),
      ("Connections", draft.connections.maximum.value.map { "at most \($0.text)" } ?? "no limit"),
    ]
  }

  private static func user(_ draft: Draft) -> String {
    draft.chosenMode == .password ? ", \(draft.authentication.user.trimmed)" : ""
  }

  /// Which files a save writes.
  static func files(_ home: String, hasSecrets: Bool) -> String {
    "\(home)/postern.toml" + (hasSecrets ? ", passwords in secrets.toml beside it" : "")
  }
}

extension Array {
  /// The element at an index, or nil where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
