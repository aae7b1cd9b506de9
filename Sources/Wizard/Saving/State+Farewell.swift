import MailDiagnosis
import MailSettings

extension State {
  /// What is left on the shell once the wizard has ended: saved where, delivered when.
  public var farewell: String {
    let parts =
      hasSaved ? [saving, delivery ?? "No test e-mail was delivered with it yet."] : unsaved
    return (parts + [hasImported && !hasSaved ? "The imported certificate stays." : nil])
      .compactMap(\.self).joined(separator: " ")
  }

  private var saving: String? {
    let rest = unsavedChanges
    return "Saved in \(surroundings.home)"
      + (rest == 0 ? "." : ", but not \(Wording.changes(rest)) made later.")
  }

  private var unsaved: [String?] {
    let rest = unsavedChanges
    let what =
      rest == 0
      ? "Nothing was changed in \(surroundings.home)."
      : "Nothing was saved: \(Wording.changes(rest)) \(rest == 1 ? "was" : "were") dropped."
    return [what, delivery]
  }

  /// The last test e-mail that was delivered, and whether what is saved is what it was sent with.
  private var delivery: String? {
    guard test.report?.outcome == .delivered, let draft = test.draft else { return nil }
    let isSaved = (try? Settings(draft)) == (try? Settings(saved))
    let what = "Test e-mail delivered to \(test.recipient) at \(test.time)"
    return what + (isSaved ? "." : ", with settings that are not saved.")
  }
}
