internal import Glibc
internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

extension TrustStoreError {
  /// What is wrong and what to do, in whole sentences.
  public var sentence: String {
    switch self {
    case .system(let operation, let path, let errno):
      operation.refusal(of: path.printable(), SystemError(errno)).capitalizedAsWord + "."
    case .writable(let path, let mode, let isFolder):
      "Others may change the \(isFolder ? "folder" : "file") \(path.printable()) (mode "
        + "\(String(mode, radix: 8))), so that what is in it is not trusted. Look at it, then run: "
        + "chmod go-w \(path.printable().singleQuoted)"
    case .foreignOwner(let path, let owner):
      "\(path.printable()) belongs to another user (number \(owner)), so that it is not trusted. "
        + "Import the certificate anew, or run: chown \(geteuid()) \(path.printable().singleQuoted)"
    case .notAFile(let path):
      "\(path.printable()) is not a file. Move what lies there out of the way."
    case .notAFolder(let path):
      "\(path.printable()) is not a folder. Move what lies there out of the way."
    case .symbolicLink(let path):
      "\(path.printable()) is a symbolic link, and none is followed here. Put the file itself there."
    case .brokenLink(let path):
      "\(path.printable()) is a symbolic link to nothing. Mend it or delete it."
    case .foreignLink(let path, let owner):
      "\(path.printable()) is a symbolic link and not followed, since it is in the hands of another user "
        + "(number \(owner)), or leads there. Put the file or folder itself there."
    case .hardLink(let path):
      "\(path.printable()) is a second name of a file that lies elsewhere too. Put a copy of it there."
    case .busy(let path):
      "Other processes are changing \(path.printable()) all the time. Try again."
    case .mayNotLast(let path, let errno):
      "Saved, but may not last: cannot write \(path.printable()): \(SystemError(errno).text)."
    case .tooLarge(let path, _): "\(path.printable()) is far too long to be a certificate."
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

  /// Never: what stands behind a command is part of the sentence.
  public var endsWithCommand: Bool { false }
}
