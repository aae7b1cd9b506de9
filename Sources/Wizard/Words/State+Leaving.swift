import Forms
import MailDiagnosis
import MailSettings

/// Words about saving and quitting.
extension State {
  /// The line that is left on the shell once the wizard has ended: saved where, delivered when.
  public var closingLine: String {
    let sentences =
      hasSaved
      ? [savedSentence, deliverySentence ?? "No test e-mail was delivered with it yet."]
      : [unsavedSentence, deliverySentence]
    let stays = hasImported && !hasSaved ? "The imported certificate stays." : nil
    return (sentences + [stays]).compactMap(\.self).joined(separator: " ")
  }

  private var savedSentence: String {
    unsavedChanges == 0
      ? "Saved in \(surroundings.home)."
      : "Saved in \(surroundings.home), but not \(unsavedLabel) made later."
  }

  private var unsavedSentence: String {
    switch unsavedChanges {
    case 0: "Nothing was changed in \(surroundings.home)."
    case 1: "Nothing was saved: \(unsavedLabel) was dropped."
    default: "Nothing was saved: \(unsavedLabel) were dropped."
    }
  }

  /// The last test e-mail that was delivered, and whether what is saved is what it was sent with.
  private var deliverySentence: String? {
    guard test.report?.outcome == .delivered, let draft = test.draft else { return nil }
    let isSaved = (try? Settings(draft)) == (try? Settings(saved))
    return isSaved
      ? "Test e-mail delivered to \(test.recipient) at \(test.time)."
      : "Test e-mail delivered to \(test.recipient) at \(test.time), with settings that are not saved."
  }

  /// How many changes are not saved: `2 unsaved changes`.
  var unsavedLabel: String {
    unsavedChanges == 1 ? "1 unsaved change" : "\(unsavedChanges) unsaved changes"
  }

  /// What quitting now would lose.
  var loss: String {
    guard unsavedChanges == 0 else {
      let loss = "\(unsavedLabel) would be lost."
      return hasImported ? "\(loss) The imported certificate stays." : loss
    }
    switch work?.kind {
    case .test: return "The test e-mail is still under way."
    case .signIn: return "The sign-in is still under way."
    case .save: return "The set-up is still being written."
    case .inspection, .importing, .search, .limitSearch, .queue, .linking:
      return "Something is still under way."
    case nil:
      return isGuided ? "Nothing was set and nothing was written yet." : "Everything is saved."
    }
  }

  /// What is said in place of the page where the window has no room for it.
  var wordsForTooSmall: [String] {
    let smallest = Layout.smallest
    let words = ["Too small: \(smallest.columns)×\(smallest.rows) at least."]
    guard case .quit? = dialog else { return words + ["F10 quits."] }
    return words + [loss, "F10 again quits, Esc stays."]
  }

  /// Which files a save writes, or has written.
  func savingSentence(isSaved: Bool) -> String {
    let file = "\(surroundings.home)/postern.toml"
    let files = draft.hasSecrets ? "\(file), passwords in secrets.toml beside it" : file
    return isSaved ? "Saved in \(files)." : "Save writes \(files)."
  }

  /// What saving does, on the page that offers it.
  var helpOfSaving: String {
    guard isGuided, !hasSaved else { return "Save writes the set-up." }
    return hasImported
      ? "Save writes the set-up. Only the imported certificate is stored already."
      : "Save writes the set-up. Nothing was written before."
  }
}

extension State.PracticePlace {
  /// Tells that a practice server runs, and where its mails are.
  var sentence: String {
    "To practise, a mail server runs on this machine, port \(port): it accepts everything and "
      + "writes each mail to \(mailbox)/new."
  }
}

extension Draft {
  fileprivate var hasSecrets: Bool {
    PasswordSetting.allCases.contains {
      let password = self[keyPath: $0.path]
      return password.stored != nil || password.isChanged
    }
  }
}
