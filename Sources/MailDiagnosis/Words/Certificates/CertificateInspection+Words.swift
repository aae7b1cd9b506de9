internal import MailSettings
internal import SystemAccess

extension CertificateInspection {
  /// Whether there are faults that importing would mend, all of them.
  public var isMendedByImport: Bool { !faults.isEmpty && faults.allSatisfy(\.isMendedByImport) }

  /// Whole sentences on a fault and on what to do about it.
  public func sentence(for fault: CertificateFault) -> String {
    switch fault {
    case .selfSigned:
      "Self-signed: nobody else vouches for it. Compare its fingerprint, then import it."
    case .unknownRoot:
      "Signed by an authority that this machine does not know. Compare its fingerprint, then import it."
    case .unknownIssuer:
      "Its issuer is unknown here, or the server leaves out an intermediate certificate: its administrator should send the whole chain, or import it."
    case .expired: expiredSentence
    case .notYetValid: notYetValidSentence
    case .localRoot: localRootSentence
    case .nameMismatch:
      "It is for \(certifiedNames), not for \(host).\(nameNote) Use one of its names as the server name, or have one made for \(host); importing does not help."
    case .weak: weakSentence
    case .purpose: purposeSentence
    case .changed:
      "Another certificate than the one imported for this server. Both are shown below: nothing is sent until you know why."
    case .intercepted:
      "Something between here and \(host) reads along, such as a virus scanner or a proxy. Mend it there; import its authority only as the last resort."
    case .other: otherSentence
    }
  }

  private var host: String { server.host.ascii }

  /// The name of the authority whose certificate has the fault; nil for the server's own
  /// certificate.
  private func authority(with fault: CertificateFault) -> String? {
    guard let faulty = faulty(fault), faulty.depth > 0 else { return nil }
    return faulty.subject(host: host)
  }

  private var expiredSentence: String {
    let day = day(.expired, \.notAfter) { $0.notAfter < now }
    guard let authority = authority(with: .expired) else {
      return "Expired on \(day). The server needs a new one; importing does not help."
    }
    return faulty(.expired)?.origin == .imported
      ? "\(authority) expired on \(day). Import its authority's new one; importing does not help."
      : "\(authority) expired on \(day). The server needs a new one; importing does not help."
  }

  private var notYetValidSentence: String {
    let day = day(.notYetValid, \.notBefore) { $0.notBefore > now }
    guard let authority = authority(with: .notYetValid) else {
      return "Valid only from \(day). Check this machine's clock; importing does not help."
    }
    return
      "\(authority) is valid only from \(day). Check this machine's clock; importing does not help."
  }

  private var localRootSentence: String {
    let day = day(.localRoot, \.notAfter) { $0.notAfter < now }
    guard let authority = authority(with: .localRoot) else {
      return
        "Its authority expired here on \(day). Update this machine's store (ca-certificates); importing does not help."
    }
    return
      "\(authority) expired on \(day). Update this machine's store (ca-certificates); importing does not help."
  }

  private var weakSentence: String {
    guard let authority = authority(with: .weak) else {
      return
        "Its key or signature is too weak. The server needs a new one; importing does not help."
    }
    return
      "\(authority) has a key or signature that is too weak. The server needs a new one; importing does not help."
  }

  private var purposeSentence: String {
    guard let authority = authority(with: .purpose) else {
      return
        "It is not meant for servers. The server needs another one; importing does not help."
    }
    return
      "\(authority) may not sign other certificates. The server needs another one; importing does not help."
  }

  private var otherSentence: String {
    if let faulty = faulty(.other) {
      return "\(faulty.subject(host: host)) \(faulty.predicate). Importing does not help."
    }
    return "Refused by OpenSSL with verify result "
      + "\(verifyCodes.map(String.init).joined(separator: ", ")); importing does not help."
  }

  /// A day of the certificate that has the fault: an authority's can end before the server's own.
  private func day(
    _ fault: CertificateFault, _ end: KeyPath<CertificateDetails, Int64>,
    of isMeant: (CertificateDetails) -> Bool
  ) -> String {
    let guess = now > 0 ? chain.first(where: isMeant) ?? chain.first : chain.first
    let details = faulty(fault)?.details ?? guess
    return details.map { CalendarDay($0[keyPath: end]).description } ?? "an unknown day"
  }
}

extension CertificateDetails {
  /// From when until when it is valid, and for how many more days.
  ///
  /// - Parameter now: the time in seconds since 1970; 0 leaves the days out.
  public func validity(now: Int64) -> String {
    let range = "\(CalendarDay(notBefore)) to \(CalendarDay(notAfter))"
    return now > 0 ? "\(range), \(timeLeft(now: now))" : range
  }

  /// How long it is still valid, in calendar days: `61 days left`, `expired 2 days ago`.
  public func timeLeft(now: Int64) -> String {
    let days = CalendarDay(now).days(until: CalendarDay(notAfter))
    func count(_ days: Int64) -> String { days == 1 ? "1 day" : "\(days) days" }
    if notAfter < now { return days == 0 ? "expired today" : "expired \(count(-days)) ago" }
    return days == 0 ? "expires today" : "\(count(days)) left"
  }
}
