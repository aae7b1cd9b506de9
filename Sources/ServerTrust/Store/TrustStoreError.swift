public import MailDiagnosis
public import SystemAccess

/// Why a certificate was not imported, or the trust store cannot be used. Its words stand in
/// `TrustStoreError+Sentence.swift`.
public enum TrustStoreError: FileFailure, WordedError {
  /// The system refused an operation.
  case system(FileOperation, path: String, errno: Int32)
  /// Others than the owner may change a file or folder, so that nothing in it is trusted.
  case writable(path: String, mode: UInt32, isFolder: Bool)
  /// A file or folder belongs to somebody else, so that nothing in it is trusted.
  case foreignOwner(path: String, owner: UInt32)
  /// A folder, device or pipe where a file is needed.
  case notAFile(path: String)
  /// Something else where a folder is needed.
  case notAFolder(path: String)
  /// A symbolic link where none is followed.
  case symbolicLink(path: String)
  /// A symbolic link to nothing.
  case brokenLink(path: String)
  /// A symbolic link that a less trusted user could point to files that are not his.
  case foreignLink(path: String, owner: UInt32)
  /// A file with another hard link, where a less trusted user could have made it.
  case hardLink(path: String)
  /// A file is longer than any certificate; the payload is the limit in bytes.
  case tooLarge(path: String, limit: Int)
  /// Other processes held the store's lock for the whole wait.
  case busy(path: String)
  /// The change is written, but the system could not confirm that it will last.
  case mayNotLast(path: String, errno: Int32)
  /// A server's file holds no certificate that can be read.
  case noCertificate(path: String)
  /// A file's name is not one of an imported certificate.
  case foreignFile(path: String)
  /// The certificate was not imported, for this reason.
  case refused(ImportRefusal)
  /// Nothing is imported for this server.
  case notImported(server: String)
  /// Nothing is imported at all.
  case nothingToExport
  /// This machine's own roots were not found.
  case noSystemRoots(path: String)
  /// The password is not printable ASCII, or is empty, which Java does not always accept for
  /// PKCS#12.
  case unusablePassword
  /// OpenSSL cannot be loaded.
  case missing(SystemShortage)
  /// OpenSSL could not make the PKCS#12 file.
  case notExported(path: String)
}
