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
  /// A symbolic link by which a less trusted user could lead to what is not his.
  case foreignLink(path: String, owner: UInt32)
  /// A file that is also elsewhere, where a less trusted user could have put it.
  case hardLink(path: String)
  /// A file is longer than any certificate; the payload is the limit in bytes.
  case tooLarge(path: String, limit: Int)
  /// Another process was changing the store all the time.
  case busy(path: String)
  /// What was changed is in its place, but the system could not promise that it stays there.
  case mayNotLast(path: String, errno: Int32)
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
  /// Java takes printable ASCII only for the password of a PKCS#12 file (its PBEKey), and an empty
  /// one not everywhere.
  case unusablePassword
  /// OpenSSL cannot be loaded.
  case missing(SystemShortage)
  /// OpenSSL could not make the PKCS#12 file.
  case notExported(path: String)
}
