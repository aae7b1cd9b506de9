public import MailDiagnosis

/// Why a certificate was not imported, or the trust store cannot be used. Its words stand in
/// `TrustStoreError+Sentence.swift`.
public enum TrustStoreError: Error, Equatable, Sendable {
  /// What was being done when the system refused.
  public enum Operation: Equatable, Sendable {
    case createFolder
    case list
    case lock
    case open
    case read
    case write
    case delete
  }

  /// The system refused an operation.
  case system(Operation, path: String, errno: Int32)
  /// Others than the owner may change a file or folder, so that nothing in it is trusted.
  case writable(path: String, mode: UInt32, isFolder: Bool)
  /// A file or folder belongs to somebody else, so that nothing in it is trusted.
  case foreignOwner(path: String, owner: UInt32)
  /// A folder, device or pipe where a file is needed.
  case notAFile(path: String)
  /// A file is longer than any certificate.
  case tooLarge(path: String)
  /// There is no certificate that can be read in a server's file.
  case noCertificate(path: String)
  /// A file's name is not one that is given to imported certificates.
  case foreignFile(path: String)
  /// What was to be imported is not, for this reason.
  case refused(ImportRefusal)
  /// Nothing is imported for this server.
  case notImported(server: String)
  /// Nothing is imported at all.
  case nothingToExport
  /// This machine's own roots were not found.
  case noSystemRoots(path: String)
  /// Java takes printable ASCII only for the password of a PKCS#12 file (its PBEKey), and an empty one not everywhere.
  case unusablePassword
  /// OpenSSL cannot be loaded.
  case missing(SystemShortage)
  /// OpenSSL could not make the PKCS#12 file.
  case notExported(path: String)
}
