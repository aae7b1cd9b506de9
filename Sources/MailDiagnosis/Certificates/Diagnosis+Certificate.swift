internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// The server's certificate: `certificate.*`.
extension Observation {
  /// The certificate was refused: the gravest fault gives the id, the others are named beside it.
  var certificateFailure: Diagnosis {
    let faults = CertificateFault.byGravity.filter { (certificate?.faults ?? []).contains($0) }
    let gravest = faults.first ?? .other
    let others = faults.dropFirst().filter { !gravest.implies($0) }
    let isMended = faults.allSatisfy(\.isMendedByImport) && !faults.isEmpty
    let refused = RefusedCertificate(
      server: endpoint, inspection: certificate, gravest: gravest, others: Array(others),
      sameAddressName: sameAddressNames.first, now: now, isMendedByImport: isMended)
    return diagnose(
      gravest.finding, responsible(gravest), .certificate(.refused(refused)),
      fixes: (gravest == .nameMismatch ? names(sameAddressNames) : []) + (isMended ? [look] : []))
  }

  /// The handshake ended because the server's certificate cannot be read or is not proven.
  func unreadableCertificate(_ text: String) -> Diagnosis {
    diagnose(
      .certificateOther, .serverAdministrator,
      .certificate(.unreadable(endpoint, UnreadableCertificate(text), said: text)))
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

extension UnreadableCertificate {
  /// Reads OpenSSL's text.
  fileprivate init(_ text: String) {
    let wording = SearchText(text)
    self =
      wording.has(["excessive message size"])
      ? .tooLarge
      : wording.has(["bad signature"])
        ? .notProven : wording.has(["no certificates returned"]) ? .missing : .malformed
  }
}
