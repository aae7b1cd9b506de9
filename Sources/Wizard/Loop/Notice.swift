public import Forms
public import MailDiagnosis
public import MailSettings
public import SystemAccess

/// A message to the person, shown until the next key.
public enum Notice: Equatable, Sendable {
  // What a request needs first, or what keeps it from beginning.
  case serverNeeded(for: NeedOfServer)
  /// An address for the test e-mail is needed; Enter takes the proposed one, where there is one.
  case recipientNeeded(proposed: String?)
  case waitForTheEnd
  case noTranscript(Field.Panel)

  // How something ended on a page that is not shown.
  case ended(Field.Panel, TrialEnd)

  // Editing.
  case nothingPasted
  case pastedFirst(of: Int)
  case pasteCut(after: Int)
  /// The fold stays open since the field of this label is set.
  case foldStaysOpen(String)
  /// The key that shows a password was pressed elsewhere.
  case showsOnlyHere
  case showsOnlyTyped
  case nothingToUndo
  /// A stored password was given for one host, and is not sent to another.
  case passwordForOtherHost(given: String, now: String)
  /// What a button did, and whether it took something back.
  case changed(Remedy, isBack: Bool)

  // The link to Microsoft Exchange.
  /// Why it cannot be begun.
  case notLinkedFor(Problem)
  case copied
  case unlinked
  /// The account that was linked, and how many settings are not saved yet.
  case linked(account: String?, unsaved: Int)

  // Saving.
  case saving
  case notSavedFor(Problem)
  /// The system or somebody else kept it from being saved.
  case notSaved(ForeignError)
  /// It was saved, but a power failure could still undo that.
  case mayNotLast(ForeignError)
  case nothingSaved
  case nothingSent
  /// The set-up was saved; how many settings others had changed meanwhile, and what is still
  /// missing.
  case saved(home: String, changedByOthers: Int, missing: Problem?)

  // Another wizard.
  case readOnly(ForeignError)
  case tookOver(hasChanged: Bool)

  /// The result of a step on the queue.
  case queue(QueueEnd)
  /// The result of importing a certificate.
  case imported(Remedy)
  case keptTranscript(KeptTranscript)
  /// No value of the choice matches what was typed.
  case noChoice(String)

  /// What the name of the server is needed for.
  public enum NeedOfServer: Equatable, Sendable {
    case certificate
    case limit
    case search
  }

  /// How a test or a sign-in ended.
  public indirect enum TrialEnd: Equatable, Sendable {
    case works
    case unfinished
    case failed(Diagnosis)
  }

  /// Whether it tells of trouble.
  var isTrouble: Bool {
    switch self {
    case .serverNeeded, .nothingPasted, .pastedFirst, .pasteCut, .passwordForOtherHost,
      .notSavedFor, .notSaved, .mayNotLast, .notLinkedFor, .readOnly:
      true
    case .waitForTheEnd, .noTranscript, .foldStaysOpen, .showsOnlyHere, .showsOnlyTyped,
      .nothingToUndo, .copied, .unlinked, .linked, .changed, .saving, .nothingSaved, .nothingSent,
      .tookOver, .imported:
      false
    case .recipientNeeded(let proposed): proposed == nil
    case .ended(_, let end): end != .works
    case .queue(let end): end != .delivered && end != .deleted
    case .keptTranscript(.failed), .noChoice: true
    case .keptTranscript(.written): false
    case .saved(_, _, let missing): missing != nil
    }
  }
}
