public import MailDiagnosis
public import MailDialogue
public import MailSettings
import SystemAccess

/// A test e-mail or a sign-in: its stages, what was said, how it ended, what was done about it
/// since.
public struct Trial: Equatable, Sendable {
  /// The stages, filled in live.
  public var stages: [StageResult] = []
  /// The dialogue so far, filled in live.
  public var said: [TranscriptLine] = []
  /// How it ended; nil before.
  @Boxed public var report: DeliveryReport? = nil
  /// Why it could not even begin.
  public var blocked: SettingProblem?
  /// To whom it was sent.
  public var recipient = ""
  /// The user in whose name it was sent; nil for a mail of the system.
  public var actor: MailAddress?
  /// What was sent with, to tell a result that is out of date.
  @Boxed public var draft: Draft? = nil
  /// When it ended, as the clock on the wall (`14:05`).
  public var time = ""
  /// What a button did about the failure: of this one, or of the one before that it repeats.
  public var remedy: Remedy?
  /// Whether something outside of the form was mended since it ended, such as an imported
  /// certificate.
  public var isMended = false
  /// The request that was cancelled and whose true end may still come.
  var cancelledRun: Int?

  /// Whether it ended, and not well.
  var hasFailed: Bool { report.map { !$0.isGood } ?? false }
}

extension DeliveryReport {
  /// Whether it ended as it was meant to.
  var isGood: Bool { outcome == .delivered || outcome == .accepted }
}

/// A look at a server's certificate, and what came of it.
struct CertificateLook: Equatable, Sendable {
  /// The server that was asked; nil before.
  var target: Endpoint?
  /// The chain with its faults.
  var inspection: CertificateInspection?
  /// Why it could not be fetched.
  var diagnosis: Diagnosis?
  /// Why an import was refused.
  var refusal: ForeignError?
  /// What a button did: an import, or a change of the form.
  var remedy: Remedy?
}
