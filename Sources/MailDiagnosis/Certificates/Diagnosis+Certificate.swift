internal import MailSettings

/// The server's certificate: `certificate.*`.
extension Observation {
  /// The certificate was refused: the gravest fault gives the id, the others are mentioned.
  var certificateFailure: Diagnosis {
    let faults = CertificateFault.byGravity.filter { (certificate?.faults ?? []).contains($0) }
    let main = faults.first ?? .other
    let others = faults.dropFirst().filter { !main.implies($0) }.map(\.word)
    let also = others.isEmpty ? "" : " It is also \(Self.joined(others))."
    let isMended = faults.allSatisfy(\.isMendedByImport) && !faults.isEmpty
    return diagnose(
      main.finding, responsible(main), certificateCause(main) + also,
      certificateAdvice(main, isMended: isMended),
      fixes: (main == .nameMismatch ? names(sameAddressNames) : []) + (isMended ? [look] : []))
  }

  private var look: Fix {
    .lookAtCertificate(of: attempt.server, at: attempt.endpoint)
  }

  private static func joined(_ words: [String]) -> String {
    words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }

  private func responsible(_ fault: CertificateFault) -> Diagnosis.Responsible {
    switch fault {
    case .selfSigned, .unknownRoot, .unknownIssuer, .changed, .localRoot: .you
    case .nameMismatch: sameAddressNames.isEmpty ? .serverAdministrator : .you
    case .expired: certificate?.finding(fault)?.origin == .imported ? .you : .serverAdministrator
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
