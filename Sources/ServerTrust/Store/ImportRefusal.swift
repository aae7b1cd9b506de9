public import MailDiagnosis

/// Why a certificate was not imported.
public enum ImportRefusal: Error, Equatable, Sendable {
  /// The text is not 64 hexadecimal digits; `digits` is how many it has, nil where it has other
  /// characters.
  case notAFingerprint(String, digits: Int?)
  /// None of the certificates that the server shows has the fingerprint.
  case otherFingerprint(String, server: String, shown: [String])
  /// The inspection holds no certificate.
  case nothingShown(server: String)
  /// Importing would not mend these faults of what was inspected.
  case notMended([CertificateFault], CertificateInspection)
  /// The chain cannot be verified up to a certificate that could be imported; OpenSSL's verify
  /// result.
  case notVerified(subject: String, verifyCode: Int)
  /// The server's certificate is trusted already, by an import or by the system's roots.
  case alreadyTrusted(server: String, byImport: Bool)
}
