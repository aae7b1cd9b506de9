public import MailDiagnosis
public import MailDialogue
public import MailSettings
import SystemAccess

/// A test e-mail or a sign-in test: its stages, its dialogue, its report, and what was changed
/// since.
public struct Trial: Equatable, Sendable {
  /// The stages, updated while it runs.
  public var stages: [StageResult] = []
  /// The dialogue so far.
  public var said: [TranscriptLine] = []
  /// How it ended; nil while it runs or before it is begun.
  @Boxed public var report: DeliveryReport? = nil
  /// Why it could not begin.
  public var blocked: SettingProblem?
  /// To whom it was sent.
  public var recipient = ""
  /// The user in whose name it was sent; nil for a mail of the system.
  public var actor: MailAddress?
  /// The form when it was begun, to tell whether the result is out of date.
  @Boxed public var draft: Draft? = nil
  /// The time of day when it ended, such as `14:05`.
  public var time = ""
  /// What a fix has changed after this failure, or after the one that this trial repeats.
  public var remedy: Remedy?
  /// Whether something outside the form was mended since it ended, such as by an imported
  /// certificate.
  public var isMended = false
  /// The number of the cancelled request whose report may still come.
  var cancelledRun: Int?

  /// Whether it has ended in a failure.
  var hasFailed: Bool { report.map { !$0.isGood } ?? false }
}

extension DeliveryReport {
  /// Whether it succeeded.
  var isGood: Bool { outcome == .delivered || outcome == .accepted }
}

/// The inspection of a server's certificate, and its result.
struct CertificateLook: Equatable, Sendable {
  /// The server that was inspected; nil before.
  var target: Endpoint?
  /// The chain with its faults.
  var inspection: CertificateInspection?
  /// Why it could not be fetched.
  var diagnosis: Diagnosis?
  /// Why an import was refused.
  var refusal: ForeignError?
  /// What a fix has changed: an import, or the form.
  var remedy: Remedy?
}
