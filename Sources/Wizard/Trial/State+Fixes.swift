import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import Screens

extension State {
  /// The fixes that a panel offers.
  func fixes(of panel: Field.Panel) -> [Fix] { diagnosis(of: panel)?.fixes ?? [] }

  /// A fix of a key's problem or warning, by its index.
  func warningFix(_ key: SettingKey, _ index: Int) -> Fix? { draft.allFixes(at: key)[safe: index] }

  /// The buttons under a diagnosis.
  func waysOut(_ diagnosis: Diagnosis, _ panel: Field.Panel) -> [Item] {
    var items = diagnosis.fixes.indices
      .filter { !draft.has(diagnosis.fixes[$0]) }
      .map { Item.fix(panel, $0) }
    if transcript(of: panel) != nil { items.append(.transcript(panel)) }
    // Undo comes last, since the first button gets the focus.
    if undo(of: panel) != nil { items.append(.undo(panel)) }
    return items
  }

  /// The diagnosis that a panel shows.
  func diagnosis(of panel: Field.Panel) -> Diagnosis? {
    switch panel {
    case .test: test.report?.diagnosis
    case .incoming: shownLook(.incoming).diagnosis ?? signIn.report?.diagnosis
    case .certificate: shownLook(.certificate).diagnosis
    }
  }

  /// Applies a fix; where it changes settings, also repeats what failed unless that is unsafe.
  mutating func applyFix(_ index: Int, of panel: Field.Panel) -> [Effect] {
    guard let fix = fixes(of: panel)[safe: index] else { return [] }
    switch fix {
    case .change(_, let changes, let next): return change(changes, by: fix, next, of: panel)
    case .open(_, let place): show(place.section, key: place.key)
    case .changeRecipient: show(.testEmail, key: .recipient)
    case .lookAtCertificate(let server, _): showCertificate(of: server)
    case .allowClearText(let server):
      dialog = .clearText(
        ClearTextQuestion(panel: panel, server: server, isAsUser: test.actor != nil), 0)
    case .typePassword(let password), .typeNewPassword(let password): edit(.password(password))
    case .signInAgain: show(.exchange)
    }
    return []
  }

  private mutating func change(
    _ changes: [SettingKey: String], by fix: Fix, _ next: FormPlace?, of panel: Field.Panel
  ) -> [Effect] {
    guard mayEdit() else { return [] }
    let goesOn = goesOn(after: fix, of: panel)
    let remedy = Remedy(changes, of: draft)
    draft.apply(changes)
    keep(remedy, on: panel)
    if goesOn { return sendAgain(panel) }
    focus = .sendAgain(panel)
    if let next { show(next.section, key: next.key) }
    return []
  }

  private mutating func showCertificate(of server: PasswordSetting) {
    if screen?.id != server.encryptionSection { show(server.encryptionSection) }
    focusCertificate(of: server == .incoming ? .incoming : .certificate)
  }

  /// Applies a warning's fix, and keeps the focus near it.
  mutating func applyWarningFix(_ fix: Fix) {
    guard mayEdit() else { return }
    let remedy = Remedy(fix.changes, of: draft)
    draft.apply(fix)
    notice = .changed(remedy, isBack: false)
  }

  private mutating func keep(_ remedy: Remedy, on panel: Field.Panel) {
    switch panel {
    case .test: test.remedy = remedy
    case .incoming where shownLook(.incoming).diagnosis == nil: signIn.remedy = remedy
    case .incoming, .certificate: self[keyPath: Self.look(panel)].remedy = remedy
    }
  }

  /// Repeats the test, sign-in or inspection of a panel.
  mutating func sendAgain(_ panel: Field.Panel) -> [Effect] {
    switch panel {
    case .test: return sendTest(asUser: test.actor != nil)
    case .incoming where isAboutLook(.incoming): return lookAtCertificate(.incoming)
    case .incoming: return testSignIn()
    case .certificate: return lookAtCertificate(.certificate)
    }
  }

  /// Whether a panel's diagnosis is of an inspection, which sends nothing secret.
  func isAboutLook(_ panel: Field.Panel) -> Bool {
    switch panel {
    case .test: false
    case .certificate: true
    case .incoming: incomingLook.diagnosis != nil
    }
  }

  /// Undoes the last fix on a panel, whose result then counts again.
  mutating func undoFix(on panel: Field.Panel) {
    guard let before = undo(of: panel), mayEdit() else { return }
    let back = Remedy(before, of: draft)
    draft.apply(before)
    switch panel {
    case .test: test.remedy = nil
    case .incoming: (signIn.remedy, incomingLook.remedy) = (nil, nil)
    case .certificate: look.remedy = nil
    }
    notice = .changed(back, isBack: true)
    if isOutdated(panel) {
      focus = .sendAgain(panel)
    } else if let diagnosis = diagnosis(of: panel), let first = waysOut(diagnosis, panel).first {
      focus = first
    }
  }

  /// Whether what failed is repeated at once after a fix: not if that leaves out the sign-in, signs
  /// in again after a refusal (servers lock accounts), or sends a password to another host.
  func goesOn(after fix: Fix, of panel: Field.Panel) -> Bool {
    guard let diagnosis = diagnosis(of: panel), case .change(_, let changes, nil) = fix,
      heldBy == nil, work == nil
    else { return false }
    if isAboutLook(panel) { return true }
    var fixed = draft
    fixed.apply(changes)
    let keepsWho = changes.keys.allSatisfy {
      ![.authenticationMode, .authenticationUser, .authenticationPasswordCommand].contains($0)
    }
    let isComplete =
      panel == .incoming ? (try? IncomingServer(fixed)) != nil : (try? Settings(fixed)) != nil
    let changesServer = PasswordSetting.allCases.contains {
      changes[$0.serverKeys.server] != nil
    }
    return keepsWho && isComplete && !diagnosis.isTemporary && !diagnosis.isRefusedSignIn
      && !(changesServer && (panel == .incoming || fixed.chosenMode != .none))
  }
}

extension Diagnosis {
  /// Whether user name or password was refused.
  private var isRejectedPassword: Bool {
    finding == .authRejected || finding == .incomingRejected
  }

  /// Whether the server has refused a sign-in, so that repeating it could lock the account.
  fileprivate var isRefusedSignIn: Bool {
    guard !isRejectedPassword else { return true }
    guard let code = reply?.code else { return false }
    return code == 535 || code == 534 || stage == .authentication && (550...559).contains(code)
  }
}

extension Draft {
  /// Whether the draft has everything already that a fix would change.
  fileprivate func has(_ fix: Fix) -> Bool {
    !fix.changes.isEmpty
      && fix.changes.allSatisfy { key, text in self[key] == text }
  }
}
