internal import Glibc
internal import MailDiagnosis
internal import MailSettings

extension TrustStoreError {
  /// What is wrong, and what would be right, in whole sentences.
  public var sentence: String {
    switch self {
    case .system(let operation, let path, let errno):
      "Cannot \(operation.words) \(path.printable()): \(String(cString: strerror(errno)))."
    case .writable(let path, let mode, let isFolder):
      "Others may change the \(isFolder ? "folder" : "file") \(path.printable()) (mode "
        + "\(String(mode, radix: 8))), so that what is in it is not trusted. Look at it, then run: "
        + "chmod go-w \(path.forShell)"
    case .foreignOwner(let path, let owner):
      "\(path.printable()) belongs to another user (number \(owner)), so that it is not trusted. "
        + "Import the certificate anew, or run: chown \(geteuid()) \(path.forShell)"
    case .notAFile(let path):
      "\(path.printable()) is not a file. Move what lies there out of the way."
    case .tooLarge(let path): "\(path.printable()) is far too long to be a certificate."
    case .noCertificate(let path):
      "\(path.printable()) holds no certificate that can be read, so that nothing is trusted by it. "
        + "Import the certificate anew, or delete the file."
    case .foreignFile(let path):
      "\(path.printable()) is not one of Postern's files: imported certificates are called "
        + "HOST_PORT.pem. Move it out of the folder."
    case .refused(let refusal): refusal.sentence
    case .notImported(let server): "Nothing is imported for \(server.printable())."
    case .nothingToExport: "No certificate is imported, so that there is nothing to export."
    case .noSystemRoots(let path):
      "This machine's own roots are not at \(path.printable()). Install ca-certificates, or name "
        + "their file in SSL_CERT_FILE."
    case .unusablePassword:
      "Java would not take this password: it has to be of printable ASCII characters."
    case .missing(let shortage): ([shortage.sentence] + shortage.advice).joined(separator: " ")
    case .notExported(let path): "OpenSSL could not make the PKCS#12 file \(path.printable())."
    }
  }
}

extension TrustStoreError.Operation {
  /// The words behind "cannot", before the path.
  fileprivate var words: String {
    switch self {
    case .createFolder: "create the folder"
    case .list: "list the folder"
    case .lock: "lock the folder"
    case .open: "open"
    case .read: "read"
    case .write: "write"
    case .delete: "delete"
    }
  }
}

extension String {
  /// In single quotes, to be copied into a shell.
  fileprivate var forShell: String {
    "'"
      + printable().split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
