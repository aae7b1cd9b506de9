internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// The server's certificate: `certificate.*`.
extension Observation {
  /// The certificate was refused: the gravest fault gives the id, the others are mentioned.
  var certificateFailure: Diagnosis {
    let faults = CertificateFault.byGravity.filter { (certificate?.faults ?? []).contains($0) }
    let main = faults.first ?? .other
    let others = faults.dropFirst().filter { !main.implies($0) }
    let isMended = faults.allSatisfy(\.isMendedByImport) && !faults.isEmpty
    return diagnose(
      main.finding, responsible(main), certificateCause(main, and: others),
      certificateAdvice(main, isMended: isMended),
      fixes: (main == .nameMismatch ? names(sameAddressNames) : []) + (isMended ? [look] : []))
  }

  /// The handshake broke off over the server's certificate itself.
  func unreadableCertificate(_ text: String) -> Diagnosis {
    diagnose(
      .certificateOther, .serverAdministrator, unreadableCause(Wording(text)),
      [
        "The administrator has to install a proper certificate with its chain, and nothing else.",
        "OpenSSL says: \(text.printable(limit: 120)).", "Importing the certificate does not help.",
      ])
  }

  private var look: Fix {
    .lookAtCertificate(of: attempt.server, at: attempt.endpoint)
  }

  private func responsible(_ fault: CertificateFault) -> Diagnosis.Responsible {
    switch fault {
    case .selfSigned, .unknownRoot, .unknownIssuer, .changed, .localRoot: .you
    case .nameMismatch: sameAddressNames.isEmpty ? .serverAdministrator : .you
    case .expired: certificate?.faulty(fault)?.origin == .imported ? .you : .serverAdministrator
    case .intercepted: .network
    case .notYetValid, .weak, .purpose, .other: .serverAdministrator
    }
  }
}

extension CertificateFault {
  /// Whether another fault says nothing new beside this one.
  fileprivate func implies(_ other: CertificateFault) -> Bool {
    self == .intercepted && [.selfSigned, .unknownRoot, .unknownIssuer].contains(other)
  }
}
