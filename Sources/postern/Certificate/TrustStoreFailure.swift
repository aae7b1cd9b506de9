import MailDiagnosis
import ServerTrust

extension Failure {
  /// The status and words of an import, removal or export that did not come about.
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
    case .otherFingerprint: .noPermission
    case .nothingShown, .notMended, .notVerified: .protocol
    case .alreadyTrusted: .done
    }
  }
}
