internal import MailSettings
internal import SystemAccess

/// What is wrong with a server's certificate, or with one of its authorities'.
extension RefusedCertificate {
  /// One or two sentences on the gravest fault, and one on the others.
  var sentence: String {
    let sentence = sentence(gravest)
    return others.isEmpty
      ? sentence : "\(sentence) It is also \(others.map(\.word).enumerated)."
  }

  private var leaf: CertificateDetails? { inspection?.chain.first }
  private var ownCertificate: String { "The certificate of \(server.host.shown)" }

  private func sentence(_ fault: CertificateFault) -> String {
    let subject = inspection?.faulty(fault)?.subject(host: server.host.shown) ?? ownCertificate
    switch fault {
    case .selfSigned: return "\(ownCertificate) is signed by itself, by no known authority."
    case .unknownRoot:
      return "\(ownCertificate) comes from a private authority, \(topIssuer.quoted)."
    case .unknownIssuer:
      return "\(missingIssuer), or the server leaves out an intermediate certificate."
    case .expired: return "\(subject) expired on \(expiry)."
    case .localRoot: return "\(subject) expired on \(expiry)."
    case .notYetValid: return "\(subject) is valid only from \(beginning)."
    case .nameMismatch: return nameCause
    case .weak: return weakCause(subject)
    case .purpose: return purposeCause(subject)
    case .changed:
      return
        "The server \(server.host.shown) shows another certificate than the one imported for it."
    case .intercepted: return interceptionCause
    case .other: return otherCause(subject)
    }
  }

  private var topIssuer: String { (inspection?.chain.last?.issuer ?? "").printable(limit: 60) }

  private var missingIssuer: String {
    let issuer = inspection?.faulty(.unknownIssuer)?.details.issuerName.printable(limit: 60) ?? ""
    return "The authority \(issuer.isEmpty ? "" : "“\(issuer)” ")behind the certificate of "
      + "\(server.host.shown) is not known here"
  }

  private var nameCause: String {
    "The certificate is not made for \(server.host.shown) but for "
      + "\(inspection?.certifiedNames ?? "no name at all")." + (inspection?.nameNote ?? "")
  }

  private func weakCause(_ subject: String) -> String {
    guard let faulty = inspection?.faulty(.weak) else {
      return "\(subject) has a key or a signature too weak to be safe."
    }
    let isSignature = faulty.code == CertificateInspection.weakSignatureCode
    return isSignature
      ? "\(subject) has a signature too weak to be safe (\(faulty.details.signature))."
      : "\(subject) has a key too weak to be safe (\(faulty.details.key))."
  }

  private func purposeCause(_ subject: String) -> String {
    let isAuthority = (inspection?.faulty(.purpose)?.depth ?? 0) > 0
    return isAuthority
      ? "\(subject) has signed another certificate, which it is not made for."
      : "\(subject) is not made for a server."
  }

  private var interceptionCause: String {
    let host = server.host.shown
    let isProviders = MailProvider.runs(server.host.ascii)
    return "Something between here and \(host) reads along: "
      + (isProviders
        ? "the provider's certificate comes from a public authority, this one from "
        : "the certificate is one of ") + "\(topIssuer.quoted)."
  }

  private func otherCause(_ subject: String) -> String {
    if let faulty = inspection?.faulty(.other) { return "\(subject) \(faulty.predicate)." }
    guard let code = inspection?.verifyCodes.first else { return "\(subject) was refused." }
    let words = VerifyResult.words(code).map { " \($0)" }
    return subject + (words ?? " was refused (OpenSSL's verify result \(code))") + "."
  }

  private var expiry: String {
    let found = inspection?.faulty(.expired) ?? inspection?.faulty(.localRoot)
    let details = found?.details ?? inspection?.chain.first { $0.notAfter < now } ?? leaf
    let end = details?.notAfter ?? now
    let count = CalendarDay(end).days(until: CalendarDay(now))
    return "\(CalendarDay(end))" + (count < 0 ? "" : ", \(Self.days(count)) ago")
  }

  private var beginning: String {
    let found = inspection?.faulty(.notYetValid)?.details
    let start = (found ?? inspection?.chain.first { $0.notBefore > now } ?? leaf)?.notBefore ?? now
    let count = CalendarDay(now).days(until: CalendarDay(start))
    return "\(CalendarDay(start))" + (count < 0 ? "" : ", \(Self.days(count)) from now")
  }

  private static func days(_ count: Int64) -> String { count == 1 ? "1 day" : "\(count) days" }
}

extension CertificateInspection {
  /// `X509_V_ERR_CA_MD_TOO_WEAK`
  static let weakSignatureCode = 68

  /// Whom the server's own certificate is for.
  var certifiedNames: String {
    guard let leaf = chain.first else { return "no name at all" }
    if !leaf.names.isEmpty { return leaf.names.listed }
    let name = DistinguishedName(leaf.subject).parts.contains { $0.hasPrefix("CN=") }
    return name ? "“\(leaf.subjectName.printable(limit: 60))”" : "no name at all"
  }

  /// Why a name that looks right counts for nothing (RFC 9525): a `*` has to be the whole first
  /// part, and an address has to stand among the addresses.
  var nameNote: String {
    guard let leaf = chain.first else { return "" }
    if server.host.kind != .name,
      (leaf.names + [leaf.subjectName]).contains(server.host.ascii)
    {
      return " It has the address as a name, which does not count for an address."
    }
    let odd = leaf.names.first { name in
      name.contains("*") && (!name.hasPrefix("*.") || name.dropFirst().contains("*"))
    }
    return odd.map { " In \($0.printable(limit: 40)) the * has to be the whole first part." } ?? ""
  }
}
