import Glibc
import MailDiagnosis
import MailSettings
import ServerTrust
import SettingsStore
import SystemAccess

/// Ends a command with a status and words for standard error.
struct Failure: Error {
  let status: ExitStatus
  /// Whole sentences: what was wrong, where, and what to do.
  let message: String
  /// What documents say of it; nil where that is the message.
  @Boxed private(set) var diagnosis: DiagnosisDocument?

  init(_ status: ExitStatus, _ message: String, _ diagnosis: DiagnosisDocument? = nil) {
    self.status = status
    self.message = message
    _diagnosis = Boxed(wrappedValue: diagnosis)
  }
}

extension Failure {
  /// This machine lacks a thread, descriptor or library.
  init(_ shortage: SystemShortage) {
    self.init(
      shortage.finding.exitStatus, ([shortage.sentence] + shortage.advice).joined(separator: "\n"),
      DiagnosisDocument(shortage.diagnosis(at: .message)))
  }
}

extension Failure {
  /// The set-up could not be read, locked or written.
  init(_ error: StoreError) {
    let status: ExitStatus =
      switch error {
      case .system(_, _, EACCES), .system(_, _, EPERM), .system(_, _, EROFS): .notPermitted
      case .system, .mayNotLast: .inputOutput
      case .held, .busy, .conflict: .temporary
      case .file, .tooOpen, .notAFile, .notAFolder, .symbolicLink, .brokenLink, .foreignLink,
        .hardLink, .foreignOwner, .tooLarge, .exposedCommand, .foreignCommand, .wrongSetting,
        .noHome:
        .configuration
      }
    self.init(status, error.asSentence)
  }
}

extension Failure {
  /// An import, removal or export failed.
  init(_ error: TrustStoreError) {
    let status: ExitStatus =
      switch error {
      case .system, .mayNotLast: .inputOutput
      case .busy: .temporary
      case .writable, .foreignOwner, .foreignLink, .symbolicLink, .brokenLink, .hardLink,
        .notAFile, .notAFolder, .tooLarge, .noCertificate, .foreignFile, .nothingToExport:
        .configuration
      case .notImported: .usage
      case .noSystemRoots: .unavailable
      case .unusablePassword: .data
      case .notExported: .software
      case .missing: .systemFile
      case .refused(let refusal): Self.status(refusal)
      }
    self.init(status, error.sentence)
  }

  private static func status(_ refusal: ImportRefusal) -> ExitStatus {
    switch refusal {
    case .notAFingerprint: .usage
    case .otherFingerprint: .notPermitted
    case .nothingShown, .notMended, .notVerified: .protocol
    case .alreadyTrusted: .done
    }
  }
}

extension DeliveryReport {
  /// The exit status of `postern test`.
  ///
  /// For a shell an interrupted test is not a temporary failure, as it would be for a queue.
  var status: ExitStatus {
    switch outcome {
    case .delivered, .accepted: .done
    case .cancelled: .interrupted
    case .unknown, .failed:
      diagnosis?.exitStatus ?? .software
    }
  }
}

extension StoreError {
  /// A whole sentence, or one that ends with a command.
  var asSentence: String { wholeSentence }
}

extension String {
  /// With a capital letter and a full stop.
  var asSentence: String { capitalizedAsWord.ended }

  /// With a full stop.
  var ended: String { self + (hasSuffix(".") ? "" : ".") }
}
