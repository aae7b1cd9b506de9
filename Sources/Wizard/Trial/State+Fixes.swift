import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import Screens

extension State {
  /// The fixes that a panel offers.
  func fixes(of panel: Field.Panel) -> [Fix] { diagnosis(of: panel)?.fixes ?? [] }

  /// A fix of what is wrong or odd at a key.
  func warningFix(_ key: SettingKey, _ index: Int) -> Fix? { draft.allFixes(at: key)[safe: index] }

  /// The buttons under a diagnosis.
  func waysOut(_ diagnosis: Diagnosis, _ panel: Field.Panel) -> [Item] {
    var items = diagnosis.fixes.indices
      .filter { !draft.has(diagnosis.fixes[$0]) }
      .map { Item.fix(panel, $0) }
    if diagnosis.id == Finding.tlsNotUsed.rawValue { items.append(.allowClearText(panel)) }
    if diagnosis.isRejectedPassword {
      items.append(.goTo(.password(rejectedPassword(diagnosis))))
    }
    if transcript(of: panel) != nil { items.append(.transcript(panel)) }
    // Last, since the first one gets the focus: what was just done is not taken back by one key too
    // many.
    if undo(of: panel) != nil { items.append(.undo(panel)) }
    return items
  }

  private func rejectedPassword(_ diagnosis: Diagnosis) -> PasswordSetting {
    let isIncoming =
      diagnosis.id == Finding.incomingRejected.rawValue || draft.chosenMode == .incoming
    return isIncoming ? .incoming : .smtp
  }

  /// What a panel tells is wrong.
  func diagnosis(of panel: Field.Panel) -> Diagnosis? {
    switch panel {
    case .test: test.report?.diagnosis
    case .incoming: shownCard(.incoming).diagnosis ?? signIn.report?.diagnosis
    case .certificate: shownCard(.certificate).diagnosis
    }
  }

  /// Makes a fix, and goes on with what failed where nothing speaks against it.
  mutating func applyFix(_ index: Int, of panel: Field.Panel) -> [Effect] {
    guard let fix = fixes(of: panel)[safe: index], let diagnosis = diagnosis(of: panel) else {
      return []
    }
    guard !fix.changes.isEmpty else {
      follow(fix, isAboutCertificate: diagnosis.id.hasPrefix("certificate."))
      return []
    }
    guard mayEdit() else { return [] }
    let goesOn = goesOn(after: fix, of: panel)
    let remedy = Remedy(fix.changes, of: draft)
    draft.apply(fix)
    keep(remedy, on: panel)
    if goesOn { return sendAgain(panel) }
    focus = .sendAgain(panel)
    follow(fix, isAboutCertificate: false)
    return []
  }

  /// Makes a warning's fix; where it stood, its place takes the focus.
  mutating func applyWarningFix(_ fix: Fix) {
    guard mayEdit() else { return }
    let remedy = Remedy(fix.changes, of: draft)
    draft.apply(fix)
    notice = Notice(text: remedy.sentences.joined(separator: " "))
    follow(fix, isAboutCertificate: false)
  }

  /// Goes where something is left to do.
  private mutating func follow(_ fix: Fix, isAboutCertificate: Bool) {
    guard let section = fix.section else { return }
    if section != screen?.id || fix.field != nil { show(section, key: fix.field) }
    if isAboutCertificate {
      focusCertificate(of: section == .incomingMailbox ? .incoming : .certificate)
    }
  }

  private mutating func keep(_ remedy: Remedy, on panel: Field.Panel) {
    switch panel {
    case .test: test.remedy = remedy
    case .incoming where shownCard(.incoming).diagnosis == nil: signIn.remedy = remedy
    case .incoming, .certificate: self[keyPath: Self.card(panel)].remedy = remedy
    }
  }

  /// Does again what a panel tells of.
  mutating func sendAgain(_ panel: Field.Panel) -> [Effect] {
    switch panel {
    case .test: return sendTest(asUser: test.actor != nil)
    case .incoming where isAboutLook(.incoming): return lookAtCertificate(.incoming)
    case .incoming: return testSignIn()
    case .certificate: return lookAtCertificate(.certificate)
    }
  }

  /// Whether a panel's fix is for looking at the certificate, which sends nothing secret.
  func isAboutLook(_ panel: Field.Panel) -> Bool {
    switch panel {
    case .test: false
    case .certificate: true
    case .incoming: incomingCard.diagnosis != nil
    }
  }

  /// Takes the last fix on a panel back; what is told of then counts again.
  mutating func undoFix(on panel: Field.Panel) {
    guard let fix = undo(of: panel), mayEdit() else { return }
    let back = Remedy(fix.changes, of: draft)
    draft.apply(fix)
    switch panel {
    case .test: test.remedy = nil
    case .incoming: (signIn.remedy, incomingCard.remedy) = (nil, nil)
    case .certificate: card.remedy = nil
    }
    notice = Notice(text: "Taken back. " + back.sentences.joined(separator: " "))
    if isOutdated(panel) {
      focus = .sendAgain(panel)
    } else if let diagnosis = diagnosis(of: panel), let first = waysOut(diagnosis, panel).first {
      focus = first
    }
  }

  /// Whether a fix may be tried by the same key: never what opens a door, signs in once more after
  /// a refusal (servers lock accounts), or sends a password to another host.
  func goesOn(after fix: Fix, of panel: Field.Panel) -> Bool {
    guard let diagnosis = diagnosis(of: panel), !fix.changes.isEmpty, fix.section == nil,
      heldBy == nil, work == nil
    else { return false }
    if isAboutLook(panel) { return true }
    var fixed = draft
    fixed.apply(fix)
    let keepsWho = fix.changes.keys.allSatisfy {
      ![.authenticationMode, .authenticationUser, .authenticationPasswordCommand].contains($0)
    }
    let isComplete =
      panel == .incoming ? (try? IncomingServer(fixed)) != nil : (try? Settings(fixed)) != nil
    return keepsWho && isComplete && !diagnosis.isTemporary && !diagnosis.isRefusedSignIn
      && !(fix.changesServer && (panel == .incoming || fixed.chosenMode != .none))
  }
}

extension Fix {
  fileprivate var changesServer: Bool {
    PasswordSetting.allCases.contains { changes[$0.serverKeys.server] != nil }
  }
}

extension Diagnosis {
  /// Whether user name or password were judged and refused.
  fileprivate var isRejectedPassword: Bool {
    id.hasPrefix(Finding.authRejected.rawValue) || id == Finding.incomingRejected.rawValue
  }

  /// Whether a server has refused a sign-in, so that another one in a hurry could lock the account.
  fileprivate var isRefusedSignIn: Bool {
    guard !isRejectedPassword else { return true }
    guard let code = reply?.code else { return false }
    return code == 535 || code == 534 || stage == .authentication && (550...559).contains(code)
  }
}

extension Draft {
  /// Whether all that a fix would change stands here already.
  fileprivate func has(_ fix: Fix) -> Bool {
    !fix.changes.isEmpty
      && fix.changes.allSatisfy { key, text in self[key] == text }
  }
}
