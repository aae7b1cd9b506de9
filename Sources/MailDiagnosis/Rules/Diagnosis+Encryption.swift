internal import MailSettings

/// Beginning TLS: `tls.*`.
extension Observation {
  /// The handshake failed.
  func tlsFailure(_ failure: TLSFailure, _ text: String) -> Diagnosis {
    switch failure {
    case .notTLS: attempt.encryption == .ssl ? notSSLPort : tlsGarbled
    case .tooOld: tlsTooOld
    case .noCommonCipher: noCommonCipher
    case .clientCertificate: clientCertificate
    case .unknownName: unknownName
    case .weak: weakParameters
    case .certificate: certificateFailure
    case .unreadableCertificate: unreadableCertificate(text)
    case .cut: tlsClosed
    case .serverError: tlsServerError(text)
    case .unknown:
      diagnose(
        .unknown, .unknown,
        "TLS with \(attempt.place) failed for an unknown reason: \(text.quoted).",
        ["Show the transcript to the server's administrator."], fixes: foundWays)
    }
  }

  private var notSSLPort: Diagnosis {
    let tls = hasLookedElsewhere ? [] : tlsHere
    let guess = "Use TLS (STARTTLS) on this port, or SSL on port \(attempt.service.sslPort)."
    let known = "Check server name and port with whoever runs the server."
    return diagnose(
      .tlsNotSSLPort, .you,
      "Port \(attempt.port) of \(attempt.shownHost) does not speak SSL from the first byte.",
      foundAdvice + [hasLookedElsewhere ? known : guess],
      fixes: foundWays + tls.filter { !foundWays.contains($0) })
  }

  private var tlsGarbled: Diagnosis {
    diagnose(
      .tlsGarbled, .network,
      "After STARTTLS, plain text came from \(attempt.place) instead of TLS.",
      foundAdvice + [
        "Something in between meddles with mail, such as a firewall's filter: ask whoever runs it.",
        "SSL on port \(attempt.service.sslPort) is often left alone.",
      ], fixes: encryptedWays)
  }

  /// STARTTLS is required and not offered.
  var tlsNotOffered: Diagnosis {
    diagnose(
      .tlsNotOffered, .you,
      "The server at \(attempt.place) does not offer STARTTLS, so nothing was sent.",
      foundAdvice
        + (hasLookedElsewhere
          ? []
          : ["Use SSL on port \(attempt.service.sslPort), or another port that offers STARTTLS."])
        + [
          "If it should be offered here, something on the way takes the offer away."
        ], fixes: encryptedWays)
  }

  /// The server does not go on after STARTTLS.
  var tlsRefused: Diagnosis {
    diagnose(
      .tlsRefused, .serverAdministrator,
      "The server at \(attempt.place) offers STARTTLS but refuses to begin it.",
      ["The server's TLS is broken: its administrator has to mend it."] + foundAdvice,
      fixes: found.filter { $0.port != attempt.port }
        .compactMap { change(to: $0.encryption, port: $0.port) })
  }

  var tlsClosed: Diagnosis {
    diagnose(
      .tlsClosed, .serverAdministrator,
      "The connection to \(attempt.place) was closed while TLS began.",
      foundAdvice + [
        "The server's TLS is broken, or something in between cuts it: ask the administrator.",
        "Check that the port fits: SSL is usual on \(attempt.service.sslPort), STARTTLS on \(attempt.service.startTLSPort).",
      ], fixes: foundWays)
  }

  var tlsSilent: Diagnosis {
    diagnose(
      .tlsSilent, .serverAdministrator,
      "The server at \(attempt.place) did not answer when TLS began.",
      foundAdvice + [
        "The server's TLS hangs, or something in between holds it up: ask the administrator.",
        "Check that the port fits: SSL is usual on \(attempt.service.sslPort), STARTTLS on \(attempt.service.startTLSPort).",
      ], fixes: foundWays)
  }

  private func tlsServerError(_ text: String) -> Diagnosis {
    diagnose(
      .tlsServerError, .serverAdministrator,
      "The server at \(attempt.place) broke off TLS with an error of its own: \(text.quoted).",
      ["The server's TLS is at fault: its administrator has to mend it."] + foundAdvice,
      fixes: foundWays)
  }

  /// More came after the reply to STARTTLS.
  var injection: Diagnosis {
    diagnose(
      .tlsInjection, .network,
      "Bytes came after the reply to STARTTLS at \(attempt.place): somebody may be meddling.",
      [
        "Do not send over this network until it is explained; nothing was sent.",
        "Tell the server's administrator: this is how CVE-2021-22947 is exploited.",
        "SSL on port \(attempt.service.sslPort) is not open to this.",
      ], fixes: [guess(.ssl, port: attempt.service.sslPort)].compactMap(\.self))
  }

  private var tlsTooOld: Diagnosis {
    diagnose(
      .tlsTooOld, .serverAdministrator,
      "The server at \(attempt.place) speaks only TLS 1.1 or older, which is not safe any more.",
      ["Its administrator has to allow TLS 1.2 or 1.3."])
  }

  private var noCommonCipher: Diagnosis {
    diagnose(
      .tlsNoCommonCipher, .serverAdministrator,
      "The server at \(attempt.place) and this machine have no TLS cipher in common.",
      [
        "The server's administrator has to allow current ciphers, or install a certificate.",
        "Check that the server name is the one that the provider gives.",
      ])
  }

  var clientCertificate: Diagnosis {
    diagnose(
      .tlsClientCertificate, .serverAdministrator,
      "The server at \(attempt.place) wants a client certificate, which Postern cannot give.",
      ["Ask for a port that lets clients in with user name and password."] + foundAdvice,
      fixes: foundWays)
  }

  private var unknownName: Diagnosis {
    let names = sameAddressNames + closeNames
    return diagnose(
      .tlsUnknownName, .you,
      "The server at \(attempt.place) does not know itself under this name.",
      ["Use the canonical host name, as the provider gives it."]
        + (names.isEmpty ? [] : ["Possible names: \(names.listed)."]),
      fixes: self.names(names))
  }

  private var weakParameters: Diagnosis {
    diagnose(
      .certificateWeak, .serverAdministrator,
      "The server at \(attempt.place) uses a key that is too small to be safe.",
      ["Its administrator has to use longer keys; importing the certificate does not help."])
  }
}
