internal import MailSettings

/// The server's certificate: `certificate.*`.
extension Observation {
  private var faults: [CertificateFault] {
    CertificateFault.byGravity.filter { (certificate?.faults ?? []).contains($0) }
  }

  private var leaf: CertificateCard? { certificate?.chain.first }

  /// The certificate was refused: the gravest fault gives the id, the others are mentioned.
  var certificateFailure: Diagnosis {
    let faults = faults
    let main = faults.first ?? .other
    let others = faults.dropFirst().map(\.word)
    let also = others.isEmpty ? "" : " It is also \(Self.joined(others))."
    let isMended = faults.allSatisfy(\.isMendedByImport) && !faults.isEmpty
    return diagnose(
      main.finding, Self.responsible(main), cause(main) + also,
      advice(main, isMended: isMended),
      fixes: (main == .nameMismatch ? names(sameAddressNames) : []) + (isMended ? [look] : []))
  }

  private var look: Fix {
    Fix(
      "Look at the certificate", [:],
      section: attempt.service == .smtp ? "encryption" : "incoming-mailbox")
  }

  private static func joined(_ words: [String]) -> String {
    words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }

  private static func responsible(_ fault: CertificateFault) -> Diagnosis.Responsible {
    switch fault {
    case .selfSigned, .unknownRoot, .unknownIssuer, .nameMismatch, .changed: .you
    case .expired, .notYetValid, .weak, .purpose, .other: .serverAdministrator
    }
  }

  private func cause(_ fault: CertificateFault) -> String {
    let host = attempt.shownHost
    let issuer = (certificate?.chain.last?.issuer ?? "").printable(limit: 60)
    switch fault {
    case .selfSigned:
      return "The certificate of \(host) is signed by itself, by no known authority."
    case .unknownRoot:
      return "The certificate of \(host) comes from a private authority, \(Self.quote(issuer))."
    case .unknownIssuer:
      return "The authority behind the certificate of \(host) is not known here, "
        + "or the server leaves out an intermediate certificate."
    case .expired: return "The certificate of \(host) expired on \(expiry)."
    case .notYetValid: return "The certificate of \(host) is valid only from \(beginning)."
    case .nameMismatch: return "The certificate is not made for \(host) but for \(certifiedNames)."
    case .weak: return "The certificate of \(host) has a key or a signature too weak to be safe."
    case .purpose: return "The certificate of \(host) is not made for a server."
    case .changed:
      return "The server \(host) shows another certificate than the one imported for it."
    case .other: return "The certificate of \(host) was refused\(verifyNumber)."
    }
  }

  private var verifyNumber: String {
    guard let code = certificate?.verifyCodes.first else { return "" }
    return code == 23 ? ": it is revoked" : " (OpenSSL's verify result \(code))"
  }

  private var certifiedNames: String {
    guard let leaf, !leaf.names.isEmpty else { return "no name at all" }
    return Self.list(leaf.names)
  }

  private var expiry: String {
    let end = (certificate?.chain.first { $0.notAfter < now } ?? leaf)?.notAfter ?? now
    let count = CalendarDay(end).days(until: CalendarDay(now))
    return "\(CalendarDay(end))" + (count < 0 ? "" : ", \(Self.days(count)) ago")
  }

  private var beginning: String {
    let start = (certificate?.chain.first { $0.notBefore > now } ?? leaf)?.notBefore ?? now
    let count = CalendarDay(now).days(until: CalendarDay(start))
    return "\(CalendarDay(start))" + (count < 0 ? "" : ", \(Self.days(count)) from now")
  }

  private static func days(_ count: Int64) -> String { count == 1 ? "1 day" : "\(count) days" }

  private func advice(_ fault: CertificateFault, isMended: Bool) -> [String] {
    let useless = isMended ? [] : ["Importing the certificate does not help."]
    let compare =
      "Get its fingerprint from the administrator by another way, compare, then import it."
    switch fault {
    case .selfSigned: return [isMended ? compare : "The administrator has to replace it."] + useless
    case .unknownRoot:
      return [
        "If you trust that authority, import its root certificate after comparing fingerprints."
      ] + useless
    case .unknownIssuer:
      return [
        "The administrator should complete the server's chain with the intermediate certificate.",
        "Or compare the fingerprint and import the certificate.",
      ] + useless
    case .expired, .notYetValid: return clockAdvice(fault) + useless
    case .nameMismatch: return nameAdvice + useless
    case .weak: return ["The administrator has to get a certificate with a stronger key."] + useless
    case .purpose: return ["The administrator has to install a server certificate."] + useless
    case .changed: return changedAdvice + useless
    case .other: return ["The administrator has to replace the certificate."] + useless
    }
  }

  private func clockAdvice(_ fault: CertificateFault) -> [String] {
    [
      fault == .expired
        ? "The administrator has to renew it."
        : "The administrator has to install one that is valid now.",
      "This machine's clock says \(CalendarDay(now)): if that is wrong, set the clock.",
    ]
  }

  private var nameAdvice: [String] {
    let usable = sameAddressNames
    return usable.isEmpty
      ? ["Use the server's name that stands in the certificate, or ask the administrator for it."]
      : ["Use the name \(usable[0].printable(limit: 60)), which leads to the same address."]
  }

  private var changedAdvice: [String] {
    let old = certificate?.imported.first.map { "Imported: \($0.sha256.printable(limit: 95))." }
    let new = leaf.map { "Shown now: \($0.sha256.printable(limit: 95))." }
    return [
      "Ask the administrator whether it was replaced; if not, somebody may be in between.",
      "Import the new one only when its fingerprint has been confirmed.",
    ] + [old, new].compactMap(\.self)
  }
}
