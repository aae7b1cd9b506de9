import Forms
import MailDiagnosis
import MailSettings
import Screens

extension State {
  /// Does what a button says.
  mutating func pressButton(_ item: Item) -> [Effect] {
    switch item {
    case .back: return turnPage(by: -1)
    case .next: return turnPage(by: 1)
    case .save: return save(thenQuit: false)
    case .quit: return askToQuit()
    case .deletePassword(let setting):
      if mayEdit() { draft[keyPath: setting.path].delete() }
    case .undoPassword(let setting): draft[keyPath: setting.path].undo()
    case .warningFix(let key, let index): warningFix(key, index).map { apply($0) }
    case .fix(let panel, let index): applyFix(index, of: panel)
    case .goTo(let key): Catalog.screen(editing: key).map { show($0.id, key: key) }
    case .importCertificate(let panel): dialog = .fingerprint(panel, "", nil)
    case .allowClearText(let panel): dialog = .clearText(panel, 0)
    case .transcript(let panel): dialog = .transcript(panel, 0)
    case .field, .certificate: break
    }
    return []
  }

  /// Does what a field's button says.
  mutating func perform(_ action: Field.Action) -> [Effect] {
    switch action {
    case .sendTest: sendTest()
    case .testSignIn: testSignIn()
    case .lookAtCertificate: lookAtCertificate(.certificate)
    case .lookAtIncomingCertificate: lookAtCertificate(.incoming)
    }
  }

  /// The fixes that a panel offers.
  func fixes(of panel: Field.Panel) -> [Fix] { diagnosis(of: panel)?.fixes ?? [] }

  /// A fix of a warning.
  func warningFix(_ key: String, _ index: Int) -> Fix? {
    draft.warnings.first { $0.key == key }?.fixes[safe: index]
  }

  /// The buttons under a diagnosis.
  func waysOut(_ diagnosis: Diagnosis, _ panel: Field.Panel) -> [Item] {
    var items = diagnosis.fixes.indices
      .filter { !draft.has(diagnosis.fixes[$0]) }
      .map { Item.fix(panel, $0) }
    if diagnosis.id == "tls.no-tls-used" { items.append(.allowClearText(panel)) }
    if diagnosis.id.hasPrefix("auth.rejected") || diagnosis.id == "incoming.rejected" {
      items.append(.goTo(passwordKey(diagnosis)))
    }
    if transcript(of: panel) != nil { items.append(.transcript(panel)) }
    return items
  }

  private func passwordKey(_ diagnosis: Diagnosis) -> String {
    let isIncoming = diagnosis.id == "incoming.rejected" || draft.chosenMode == .incoming
    return isIncoming ? "incoming.password" : "smtp.password"
  }

  private func diagnosis(of panel: Field.Panel) -> Diagnosis? {
    switch panel {
    case .test: test.report?.diagnosis
    case .incoming: incomingCard.diagnosis ?? signIn.report?.diagnosis
    case .certificate: card.diagnosis
    }
  }

  private mutating func applyFix(_ index: Int, of panel: Field.Panel) {
    guard let fix = fixes(of: panel)[safe: index] else { return }
    let isAboutCertificate = diagnosis(of: panel)?.id.hasPrefix("certificate.") == true
    apply(fix)
    if isAboutCertificate, fix.changes.isEmpty {
      focusCertificate(of: fix.section == "incoming-mailbox" ? .incoming : .certificate)
    }
  }

  private mutating func apply(_ fix: Fix) {
    guard mayEdit() else { return }
    draft.apply(fix)
    if let section = fix.section, section != screen?.id {
      show(section)
    } else if let button = sendButton {
      focus = button
    }
  }

  /// The button that tries again, on a page that has one.
  private var sendButton: Item? {
    screen?.fields.firstIndex {
      $0.id == Field.Action.sendTest.rawValue || $0.id == Field.Action.testSignIn.rawValue
    }
    .map(Item.field)
  }
}

extension Draft {
  /// Whether all that a fix would change stands here already.
  fileprivate func has(_ fix: Fix) -> Bool {
    !fix.changes.isEmpty
      && fix.changes.allSatisfy { key, text in Setting.named(key).map { self[$0] == text } ?? false
      }
  }
}
