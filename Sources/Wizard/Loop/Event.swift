public import Forms
public import MailDiagnosis
public import MailDialogue
public import MailSettings
public import SystemAccess

/// What happens to the wizard.
public indirect enum Event: Equatable, Sendable {
  /// The terminal has this size; the first event, and after each change.
  case resized(Size)
  case key(Key)
  /// Characters typed so fast that they came together.
  case text(String)
  /// Text that came all at once.
  case paste(String)
  /// Time went by while something was under way; milliseconds since it began.
  case tick(run: Int, elapsed: Int)
  /// A stage of a test or a sign-in has changed.
  case stage(run: Int, StageResult)
  /// A line of the dialogue of a test or a sign-in.
  case said(run: Int, TranscriptLine)
  /// A test or a sign-in has ended, at this time of the clock.
  case finished(run: Int, DeliveryReport, time: String)
  /// The certificate was fetched, or it failed.
  case inspected(run: Int, Inspected)
  /// A port of the server has answered, or it is known that it does not.
  case answered(run: Int, PortAnswer)
  /// All ports were looked at; or why none could be.
  case searched(run: Int, Diagnosis?)
  /// So many connections to the server are open.
  case connected(run: Int, Int)
  /// It is known how many the server bears.
  case foundLimit(run: Int, FoundLimit)
  /// The certificate was imported; what was stored, or why not.
  case imported(run: Int, Imported)
  /// A step of linking the set-up to Microsoft Exchange has come that far, or has ended.
  case link(run: Int, LinkAnswer)
  /// The queue was looked at, after what was to be done there.
  case queue(run: Int, QueueLook)
  /// The set-up was saved; the draft is as it lies on disk now. Where a power failure could still
  /// undo it, the doubt says why.
  case saved(run: Int, Draft, doubt: ForeignError? = nil)
  /// Nothing was saved: the files have changed meanwhile, in settings that were changed here too.
  case changedOnDisk(run: Int, Draft)
  /// The lock of the set-up is this wizard's from now on, and this is what lies on disk.
  case tookOver(Draft)
  /// The set-up is still not free, such as since somebody else has it open.
  case stillHeld(ForeignError)
  /// The transcript was written to this file; or why it was not.
  case keptTranscript(KeptTranscript)
  /// The set-up was not saved, and why.
  case notSaved(run: Int, ForeignError)
  /// The system wants the program to end (SIGTERM, SIGHUP).
  case terminated
}

/// What came of looking at a certificate.
public enum Inspected: Equatable, Sendable {
  case chain(CertificateInspection)
  case failed(Diagnosis)
}

/// What came of writing a transcript to a file.
public enum KeptTranscript: Equatable, Sendable {
  case written(path: String)
  case failed(ForeignError)
}

/// What came of importing a certificate.
public enum Imported: Equatable, Sendable {
  /// The certificate of this subject is trusted at this server from now on.
  case stored(subject: String, at: Endpoint)
  /// It was stored, but a power failure could still undo that.
  case mayNotLast(ForeignError)
  case refused(ForeignError)
}
