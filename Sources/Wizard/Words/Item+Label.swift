import Forms
import MailDiagnosis
import MailSettings
import Screens
import SystemAccess

extension Item {
  /// The label of a button, which says what it does.
  func label(in state: State) -> String {
    switch self {
    case .back: "Back"
    case .next: state.page == .welcome ? "Begin" : "Next"
    case .sendTest: "Send test"
    case .sections: "Sections"
    case .save: "Save"
    case .quit: "Quit"
    case .deletePassword: "Delete"
    case .undoPassword: "Undo"
    case .goTo(.password(let password)): state.draft.labelOfTyping(password)
    case .goTo(let key): "Go to \(Catalog.screen(editing: key)?.title ?? key.name)"
    case .importCertificate: "Import the certificate"
    case .transcript: "Transcript F8"
    case .warningFix(let key, let index): state.warningFix(key, index)?.label ?? ""
    case .fix(let panel, let index):
      state.fixes(of: panel)[safe: index].map { state.label(of: $0, panel) } ?? ""
    case .sendAgain(let panel): state.labelOfSendingAgain(panel)
    case .undo: "Undo"
    case .sendAsUser: "Send as a user"
    case .useLimit: "Use \(state.limitSearch?.found?.proposal ?? 0)"
    case .useUTF8: "Use UTF-8"
    case .queue: "Queue and relay"
    case .relay: state.isRelayOn ? "Turn the relay off" : "Let other programs send by it"
    case .keepMails: state.keepsMails ? "Do not keep them" : "Keep them and try again"
    case .signIn(let item): item.label
    case .field, .certificate, .pasted, .page, .mail: ""
    }
  }
}

extension Item.SignIn {
  fileprivate var label: String {
    switch self {
    case .goOn: "Go on"
    case .copy: "Copy the address Alt-C"
    case .listen: "Listen on this machine"
    case .useDevice: "Device code"
    case .refused: "The browser says no"
    case .pasteBack: "Paste the address back"
    case .sendingOnly: "Sign in for sending alone"
    case .leave: "Cancel"
    }
  }
}

extension Answer {
  /// The label of an answer to the open dialog.
  func label(in state: State) -> String {
    switch self {
    case .stay: state.dialog?.labelOfStaying ?? "No"
    case .saveAndQuit: "Save and quit"
    case .quit: state.unsavedChanges == 0 ? "Quit" : "Quit without saving"
    case .encrypt: "Encrypt instead"
    case .sendInClear: "Yes, for this set-up"
    case .keepMine: "Keep mine"
    case .takeTheirs: "Take theirs"
    case .unlink: "Unlink"
    case .findLimit: "Open them"
    case .deleteMail: "Delete it"
    }
  }
}

extension Dialog {
  /// The answer by which nothing happens.
  fileprivate var labelOfStaying: String {
    switch self {
    case .quit: "Stay"
    case .changedOnDisk: "Cancel"
    case .unlink: "Keep the link"
    case .deleteMail: "Keep it"
    case .clearText, .findLimit, .help, .transcript, .registration, .fingerprint: "No"
    }
  }
}

extension State {
  /// The label of a fix, and of what the same key repeats after it.
  fileprivate func label(of fix: Fix, _ panel: Field.Panel) -> String {
    if case .typePassword(let setting) = fix { return draft.labelOfTyping(setting) }
    guard goesOn(after: fix, of: panel) else { return fix.label }
    if isAboutLook(panel) { return "\(fix.label) and look again" }
    return panel == .incoming
      ? "\(fix.label) and sign in again" : "\(fix.label) and send again"
  }

  fileprivate func labelOfSendingAgain(_ panel: Field.Panel) -> String {
    if isAboutLook(panel) { return "Look again" }
    switch panel {
    case .test, .certificate: return test.stages.isEmpty ? "Send test" : "Send again"
    case .incoming: return signIn.stages.isEmpty ? "Test sign-in" : "Sign in again"
    }
  }
}

extension Draft {
  /// The label for typing a password, by whether one is stored.
  fileprivate func labelOfTyping(_ setting: PasswordSetting) -> String {
    if let command = setting.serverKeys.passwordCommand, !self[command].isEmpty {
      return "Look at the password command"
    }
    let password = self[keyPath: setting.path]
    return password.stored == nil && !password.isChanged
      ? "Type the password" : "Type the password again"
  }
}

extension PasswordDraft {
  /// What will happen to the password, beside its field.
  func label(isUsable: Bool) -> String {
    switch change {
    case .keep:
      guard let stored else { return "none stored" }
      if isUsable { return "stored, kept" }
      return stored.host.map { "stored only for \($0.printable(limit: 40))" } ?? "stored"
    case .replace: return stored == nil ? "will be stored" : "will be replaced"
    case .delete: return "will be deleted"
    }
  }
}
