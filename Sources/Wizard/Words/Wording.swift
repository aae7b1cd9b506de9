import Forms
import MailDiagnosis
import MailSettings
import Screens
import SystemAccess

/// The sentences of the wizard, in one place, by exhaustive switches.
enum Wording {
  /// What a button says: what it does.
  static func button(_ item: Item, _ state: State) -> String {
    switch item {
    case .back: "Back"
    case .next: state.page == .welcome ? "Begin" : "Next"
    case .sendTest: "Send test"
    case .sections: "Sections"
    case .save: "Save"
    case .quit: "Quit"
    case .deletePassword: "Delete"
    case .undoPassword: "Undo"
    case .goTo(.password(let password)): typing(password, state.draft)
    case .goTo(let key): "Go to \(Catalog.screen(editing: key)?.title ?? key.name)"
    case .importCertificate: "Import the certificate"
    case .transcript: "Transcript F8"
    case .warningFix(let key, let index): state.warningFix(key, index)?.label ?? ""
    case .fix(let panel, let index): fix(panel, index, state)
    case .sendAgain(let panel): again(panel, state)
    case .undo: "Undo"
    case .sendAsUser: "Send as a user"
    case .field, .certificate, .page: ""
    }
  }

  /// What is to be done about a password, as it stands.
  private static func typing(_ setting: PasswordSetting, _ draft: Draft) -> String {
    if let command = setting.serverKeys.passwordCommand, !draft[command].isEmpty {
      return "Look at the password command"
    }
    let password = draft[keyPath: setting.path]
    return password.stored == nil && !password.isChanged
      ? "Type the password" : "Type the password again"
  }

  /// What a fix does, and what goes on by the same key.
  private static func fix(_ panel: Field.Panel, _ index: Int, _ state: State) -> String {
    guard let fix = state.fixes(of: panel)[safe: index] else { return "" }
    if case .typePassword(let setting) = fix { return typing(setting, state.draft) }
    guard state.goesOn(after: fix, of: panel) else { return fix.label }
    let tail =
      state.isAboutLook(panel)
      ? "look again" : (panel == .incoming ? "sign in again" : "send again")
    return "\(fix.label) and \(tail)"
  }

  private static func again(_ panel: Field.Panel, _ state: State) -> String {
    if state.isAboutLook(panel) { return "Look again" }
    switch panel {
    case .test, .certificate: return state.test.stages.isEmpty ? "Send test" : "Send again"
    case .incoming: return state.signIn.stages.isEmpty ? "Test sign-in" : "Sign in again"
    }
  }

  /// What will happen to a password.
  static func fate(of password: PasswordDraft, isUsable: Bool) -> String {
    switch password.change {
    case .keep:
      guard let stored = password.stored else { return "none stored" }
      if isUsable { return "stored, kept" }
      return stored.host.map { "stored only for \($0.printable(limit: 40))" } ?? "stored"
    case .replace: return password.stored == nil ? "will be stored" : "will be replaced"
    case .delete: return "will be deleted"
    }
  }

  /// Why a field with a proposal in it is still empty.
  static let onlyProposed = "only proposed: Enter takes it"

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
    case .unknown where report.diagnosis != nil: nil
    case .unknown:
      "It ended after the whole message was sent: the mail may have been delivered. Look into the "
        + "recipient's mailbox before you send again."
    case .failed: nil
    }
  }

  /// Which of the two senders a delivered test has proved; nil where there is only one.
  static func proof(_ trial: Trial) -> String? {
    let system = trial.draft?.system.address.trimmed ?? ""
    let mode = trial.draft?.message.sender.value ?? .system
    switch (trial.actor, mode) {
    case (nil, .system): return nil
    case (nil, .user):
      return "This proves the mails of the system, from \(system). Mails that a user triggers come "
        + "from the user's address."
    case (let actor?, .user):
      return
        "This proves a mail that a user triggers: it came from \(actor.text). Mails of the system "
        + "come from \(system)."
    case (let actor?, .system):
      return "This proves a mail that a user triggers: it came from \(system), and replies go to "
        + "\(actor.text)."
    }
  }

  /// What quitting now would lose.
  static func loss(_ state: State) -> String {
    let count = state.unsavedChanges
    guard count == 0 else {
      return "\(changes(count)) would be lost."
        + (state.hasImported ? " The imported certificate stays." : "")
    }
    switch state.work?.kind {
    case .test: return "The test e-mail is still under way."
    case .signIn: return "The sign-in is still under way."
    case .save: return "The set-up is still being written."
    case .inspection, .importing, .search: return "Something is still under way."
    case nil:
      return state.isGuided
        ? "Nothing was set and nothing was written yet." : "Everything is saved."
    }
  }

  /// What an answer to a question says.
  static func answer(_ answer: Answer, _ state: State) -> String {
    switch answer {
    case .stay: state.dialog?.staying ?? "No"
    case .saveAndQuit: "Save and quit"
    case .quit: state.unsavedChanges == 0 ? "Quit" : "Quit without saving"
    case .encrypt: "Encrypt instead"
    case .sendInClear: "Yes, for this set-up"
    case .keepMine: "Keep mine"
    case .takeTheirs: "Take theirs"
    }
  }

  /// What saving does, on the page that offers it.
  static func saving(_ state: State) -> String {
    guard state.isGuided, !state.hasSaved else { return "Save writes the set-up." }
    return state.hasImported
      ? "Save writes the set-up. Only the imported certificate is stored already."
      : "Save writes the set-up. Nothing was written before."
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

extension String {
  /// The same with its first letter as a capital.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Dialog {
  /// The answer by which nothing happens.
  fileprivate var staying: String {
    switch self {
    case .quit: "Stay"
    case .changedOnDisk: "Cancel"
    case .clearText, .help, .transcript, .fingerprint: "No"
    }
  }
}
