import Forms
import MailDiagnosis
import MailSettings
import Screens

extension State {
  /// Does what a button is for.
  mutating func pressButton(_ item: Item) -> [Effect] {
    switch item {
    case .sections: enterList()
    case .sendTest: return sendTest()
    case .back: return turnPage(by: -1)
    case .next: return turnPage(by: 1)
    case .save: return save(thenQuit: false)
    case .quit: return askToQuit()
    case .deletePassword(let setting):
      if mayEdit() { draft[keyPath: setting.path].delete() }
    case .undoPassword(let setting): draft[keyPath: setting.path].undo()
    case .warningFix(let key, let index): warningFix(key, index).map { applyWarningFix($0) }
    case .fix(let panel, let index): return applyFix(index, of: panel)
    case .sendAgain(let panel): return sendAgain(panel)
    case .undo(let panel): undoFix(on: panel)
    case .sendAsUser: return sendTest(asUser: true)
    case .useLimit: useFoundLimit()
    case .useUTF8: applyWarningFix(.change(.useUTF8, [.messageEncoding: "UTF-8"]))
    case .queue: showQueue()
    case .relay: toggleRelay()
    case .keepMails: toggleQueue()
    case .mail(let id): return retry(id)
    case .goTo(let key): edit(key)
    case .pasted: return pressInSignIn(.goOn)
    case .signIn(let item): return pressInSignIn(item)
    case .importCertificate(let panel): dialog = .fingerprint(panel, "", nil)
    case .transcript(let panel): dialog = .transcript(panel, 0)
    case .field, .certificate, .page: break
    }
    return []
  }

  /// Goes to the field that edits a key.
  mutating func edit(_ key: FieldKey) { Catalog.screen(editing: key).map { show($0.id, key: key) } }

  /// Does what a field's button is for.
  mutating func perform(_ action: Field.Action) -> [Effect] {
    switch action {
    case .sendTest:
      takeProposedRecipient()
      return sendTest()
    case .findOut: return findOut()
    case .findLimit:
      askToFindLimit()
      return []
    case .testSignIn: return testSignIn()
    case .lookAtCertificate: return lookAtCertificate(.certificate)
    case .lookAtIncomingCertificate: return lookAtCertificate(.incoming)
    case .linkAccount: return beginLinking()
    case .fetchToken: return fetchToken()
    case .unlink:
      askToUnlink()
      return []
    case .showRegistration:
      dialog = .registration(0)
      return []
    }
  }
}
