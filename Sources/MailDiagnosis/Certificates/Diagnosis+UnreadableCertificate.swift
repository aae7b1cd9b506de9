internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Certificates that never came to be judged: `certificate.other`.
extension Observation {
  /// The handshake broke off over the server's certificate itself.
  func unreadableCertificate(_ text: String) -> Diagnosis {
    diagnose(
      .certificateOther, .serverAdministrator, unreadableCause(Wording(text)),
      [
        "The administrator has to install a proper certificate with its chain, and nothing else.",
        "OpenSSL says: \(text.printable(limit: 120)).", "Importing the certificate does not help.",
      ])
  }

  private func unreadableCause(_ text: Wording) -> String {
    if text.has(["excessive message size"]) {
      return "The certificate of \(attempt.shownHost) comes with a chain of more than 100 kB, "
        + "which no real one needs."
    }
    if text.has(["bad signature"]) {
      return "The server \(attempt.shownHost) could not prove that its certificate is its own."
    }
    if text.has(["no certificates returned"]) {
      return "The server \(attempt.shownHost) showed no certificate."
    }
    return "The certificate of \(attempt.shownHost) cannot be read."
  }
}
