internal import MailSettings
internal import SystemAccess

/// What to do about a certificate that was refused.
extension RefusedCertificate {
  /// What to do, best first; the last line says so where importing does not help.
  var advice: [String] {
    gravestAdvice + rootsAdvice
      + (isMendedByImport ? [] : ["Importing the certificate does not help."])
  }

  private var gravestAdvice: [String] {
    switch gravest {
    case .selfSigned:
      [
        isMendedByImport
          ? "Get its fingerprint from the administrator by another way, compare, then import it."
          : "The administrator has to replace it."
      ]
    case .unknownRoot:
      ["If you trust that authority, import its root certificate after comparing fingerprints."]
    case .unknownIssuer: chainAdvice
    case .expired: expiryAdvice
    case .notYetValid:
      ["The administrator has to install one that is valid now.", clockAdvice]
    case .localRoot: localRootAdvice
    case .nameMismatch: nameAdvice
    case .weak: ["The administrator has to get a certificate with a stronger key and signature."]
    case .purpose: purposeAdvice
    case .changed: changedAdvice
    case .intercepted: interceptionAdvice
    case .other: otherAdvice
    }
  }

  private var chainAdvice: [String] {
    let isAlone = inspection?.chain.count == 1
    return [
      "The administrator should complete the server's chain with the intermediate certificate"
        + (isAlone ? ", such as by fullchain.pem instead of cert.pem." : "."),
      "Or compare the fingerprint and import the certificate.",
    ]
  }

  /// Advice where this machine has no store of authorities, so that every server's chain ends in an
  /// unknown one.
  private var rootsAdvice: [String] {
    guard let inspection, !inspection.hasSystemRoots else { return [] }
    return [
      "This machine knows no public authority at all: install its store, the package ca-certificates."
    ]
  }

  private var clockAdvice: String {
    "This machine's clock says \(CalendarDay(now)): if that is wrong, set the clock."
  }

  private var expiryAdvice: [String] {
    let expired = inspection?.faulty(.expired)
    return switch (expired?.origin ?? .server, expired?.depth ?? 0) {
    case (.imported, 1...):
      [
        "Ask for the authority's new certificate, look at the server again, and import it.",
        clockAdvice,
      ]
    case (.server, 1...):
      [
        "The administrator has to send the authority's present certificate in the chain.",
        clockAdvice,
      ]
    case (.server, _), (.imported, _), (.system, _):
      ["The administrator has to renew it.", clockAdvice]
    }
  }

  private var localRootAdvice: [String] {
    [
      "Update the store on this machine: apt install ca-certificates, then update-ca-certificates.",
      "Nothing has to be renewed at the server for that.", clockAdvice,
    ]
  }

  private var nameAdvice: [String] {
    if let sameAddressName {
      return [
        "Use the name \(sameAddressName.printable(limit: 60)), which leads to the same address."
      ]
    }
    let isAddress = server.host.kind != .name
    return [
      "Ask the administrator to have a certificate made for \(server.host.shown).",
      isAddress
        ? "Or use the server's name instead of its address, if the certificate has one."
        : "Or ask for the name under which the server is meant to be used.",
    ]
  }

  private var purposeAdvice: [String] {
    (inspection?.faulty(.purpose)?.depth ?? 0) > 0
      ? ["The administrator has to get a certificate from an authority that may sign."]
      : ["The administrator has to install a server certificate."]
  }

  private var interceptionAdvice: [String] {
    [
      "Look for a virus scanner's mail shield, a proxy or a firewall that opens TLS, and have "
        + "\(server.host.shown) left out there.",
      "Until then it could read the password and every mail; nothing was sent.",
      "Import its authority only as the last resort, if you know who runs it.",
    ]
  }

  private var otherAdvice: [String] {
    let faulty = inspection?.faulty(.other)
    let raw = faulty.map { "OpenSSL says: \($0.note.printable(limit: 200))." }
    return ["The administrator has to replace the certificate."] + [raw].compactMap(\.self)
  }

  private var changedAdvice: [String] {
    let old = inspection?.imported.first.map { "Imported: \($0.sha256.printable(limit: 95))." }
    let new = inspection?.chain.first.map { "Shown now: \($0.sha256.printable(limit: 95))." }
    return [
      "Ask the administrator whether it was replaced; if not, somebody may be in between.",
      "Import the new one only when its fingerprint has been confirmed.",
    ] + [old, new].compactMap(\.self)
  }
}
