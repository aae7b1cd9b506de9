internal import MailSettings

extension CertificateInspection {
  /// Whether something is wrong, and importing would mend all of it.
  public var isMendedByImport: Bool { !faults.isEmpty && faults.allSatisfy(\.isMendedByImport) }

  /// A fault with what to do about it, in whole sentences.
  public func sentence(for fault: CertificateFault) -> String {
    switch fault {
    case .selfSigned:
      "Self-signed: nobody else vouches for it. Compare its fingerprint, then import it."
    case .unknownRoot:
      "Signed by an authority that this machine does not know. Compare its fingerprint, then import it."
    case .unknownIssuer:
      "Its issuer is unknown here, or the server leaves out an intermediate certificate: its "
        + "administrator should send the whole chain, or import it."
    case .expired:
      "Expired on \(day(\.notAfter) { $0.notAfter < now }). The server needs a new one; importing does not help."
    case .notYetValid:
      "Valid only from \(day(\.notBefore) { $0.notBefore > now }). Check this machine's clock; importing does not help."
    case .nameMismatch:
      "It is for \(names), not for \(host). Use one of its names as the server name; importing does "
        + "not help."
    case .weak:
      "Its key or signature is too weak. The server needs a new one; importing does not help."
    case .purpose:
      "It is not meant for servers. The server needs another one; importing does not help."
    case .changed:
      "Another certificate than the one imported for this server. Both are shown below: nothing is "
        + "sent until you know why."
    case .other:
      "Refused by OpenSSL with verify result "
        + "\(verifyCodes.map(String.init).joined(separator: ", ")); importing does not help."
    }
  }

  /// The day of the first certificate that is `meant`: an authority's time can be over before the leaf's.
  private func day(
    _ end: KeyPath<CertificateCard, Int64>, of isMeant: (CertificateCard) -> Bool
  ) -> String {
    let card = now > 0 ? chain.first(where: isMeant) ?? chain.first : chain.first
    return card.map { CalendarDay($0[keyPath: end]).description } ?? "an unknown day"
  }

  private var names: String {
    guard let names = chain.first?.names, !names.isEmpty else { return "no name at all" }
    return names.prefix(4).joined(separator: ", ").printable(limit: 120)
  }
}

extension CertificateCard {
  /// From when until when it is valid, and for how many more days.
  ///
  /// - Parameter now: in seconds since 1970; 0 leaves the days out.
  public func validity(now: Int64) -> String {
    let range = "\(CalendarDay(notBefore)) to \(CalendarDay(notAfter))"
    return now > 0 ? "\(range), \(timeLeft(now: now))" : range
  }

  /// How long it is valid yet, by the calendar's days: `61 days left`, `expired 2 days ago`.
  ///
  /// The one notion of it, wherever days are told.
  public func timeLeft(now: Int64) -> String {
    let days = CalendarDay(now).days(until: CalendarDay(notAfter))
    func count(_ days: Int64) -> String { days == 1 ? "1 day" : "\(days) days" }
    if notAfter < now { return days == 0 ? "expired today" : "expired \(count(-days)) ago" }
    return days == 0 ? "expires today" : "\(count(days)) left"
  }
}
