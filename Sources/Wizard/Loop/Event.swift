public import Forms
public import MailDiagnosis
public import MailDialogue
public import MailSettings
public import SystemAccess

/// What the wizard is told.
public indirect enum Event: Equatable, Sendable {
  /// The terminal's size; the first event, and again after each change.
  case resized(Size)
  case key(Key)
  /// Characters that were typed so fast that they arrived together.
  case text(String)
  /// Pasted text.
  case paste(String)
  /// Time has passed while something is under way; the milliseconds since it began.
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
  /// All ports were tried; or why none could be.
  case searched(run: Int, Diagnosis?)
  /// This many connections to the server are open.
  case connected(run: Int, Int)
  /// It is known how many connections the server accepts.
  case foundLimit(run: Int, FoundLimit)
  /// The certificate was imported; what was stored, or why not.
  case imported(run: Int, Imported)
  /// A step of linking the set-up to Microsoft Exchange has made progress, or has ended.
  case link(run: Int, LinkAnswer)
  /// The queue was read after a step.
  case queue(run: Int, QueueLook)
  /// The set-up was saved; the draft is what is on disk now. Where a power failure could still undo
  /// it, `doubt` says why.
  case saved(run: Int, Draft, doubt: ForeignError? = nil)
  /// Nothing was saved: settings that were changed here were changed on disk too.
  case changedOnDisk(run: Int, Draft)
  /// This wizard has the set-up's lock now; the draft is what is on disk.
  case tookOver(Draft)
  /// The set-up is still not free; why, such as that somebody else has it open.
  case stillHeld(ForeignError)
  /// The transcript was written to this file; or why it was not.
  case keptTranscript(KeptTranscript)
  /// The set-up was not saved, and why.
  case notSaved(run: Int, ForeignError)
  /// The system wants the program to end (SIGTERM, SIGHUP).
  case terminated
}

/// The result of fetching a certificate.
public enum Inspected: Equatable, Sendable {
  case chain(CertificateInspection)
  case failed(Diagnosis)
}

/// The result of writing a transcript to a file.
public enum KeptTranscript: Equatable, Sendable {
  case written(path: String)
  case failed(ForeignError)
}

/// The result of importing a certificate.
public enum Imported: Equatable, Sendable {
  /// The certificate of this subject is trusted at this server from now on.
  case stored(subject: String, at: Endpoint)
  /// It was stored, but a power failure could still undo that.
  case mayNotLast(ForeignError)
  case refused(ForeignError)
}
