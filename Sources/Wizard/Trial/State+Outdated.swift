import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Whether a test e-mail was delivered with exactly the form's settings.
  var hasProof: Bool { test.report?.outcome == .delivered && !isOutdated(.test) }

  /// Whether a panel's result was found with other settings than the form's.
  ///
  /// It compares the settings that are sent with, since saving changes a draft's passwords.
  func isOutdated(_ panel: Field.Panel) -> Bool {
    switch panel {
    case .test:
      guard let draft = test.draft, test.report != nil else { return false }
      return test.isMended || (try? Settings(draft)) != (try? Settings(self.draft))
        || test.hasFailed && test.recipient != recipient.value?.text
    case .incoming:
      guard let draft = signIn.draft, signIn.report != nil else { return false }
      return signIn.isMended
        || (try? IncomingServer(draft)) != (try? IncomingServer(self.draft))
    case .certificate: return look.target != target(.certificate, in: draft)
    }
  }

  /// What keeps a panel's trial from being sent; nil where nothing does.
  func obstacle(of panel: Field.Panel) -> SettingProblem? {
    do throws(SettingProblem) {
      if panel == .incoming { _ = try IncomingServer(draft) } else { _ = try Settings(draft) }
      return nil
    } catch { return error }
  }

  /// A certificate to show; once the form names another server, only what a fix has changed.
  func shownLook(_ panel: Field.Panel) -> CertificateLook {
    let look = self[keyPath: Self.look(panel)]
    guard look.target != nil, look.target != target(panel, in: draft) else { return look }
    return CertificateLook(remedy: look.remedy.flatMap { $0.undo(in: draft) == nil ? nil : $0 })
  }

  /// The names of the settings that differ from those of a trial.
  func changes(since trial: Trial) -> [String] {
    guard let tested = trial.draft else { return [] }
    var names = Setting.all.filter { draft[$0] != tested[$0] }.map(\.name)
    names += PasswordSetting.allCases.filter {
      draft[keyPath: $0.path].change != tested[keyPath: $0.path].change
    }.map { $0 == .incoming ? TrialWords.incomingPassword : TrialWords.password }
    let isElsewhere = !trial.recipient.isEmpty && trial.recipient != recipient.value?.text
    return names + (isElsewhere ? [TrialWords.recipient] : [])
  }

  /// The last fix on a panel; nil for none.
  func remedy(of panel: Field.Panel) -> Remedy? {
    switch panel {
    case .test: test.remedy
    case .incoming: shownLook(.incoming).remedy ?? signIn.remedy
    case .certificate: shownLook(.certificate).remedy
    }
  }

  /// The changes that undo the last fix on a panel; nil for none.
  func undo(of panel: Field.Panel) -> [SettingKey: String]? { remedy(of: panel)?.undo(in: draft) }
}
