internal import MailSettings

/// TLS that was not started: `tls.*`.
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
        .unknown, .unknown, .encryption(.unknown(endpoint, said: text)), fixes: foundWays)
    }
  }

  private var notSSLPort: Diagnosis {
    let tls = hasLookedElsewhere ? [] : tlsHere
    return diagnose(
      .tlsNotSSLPort, .you, .encryption(.notSSLPort(endpoint, otherWays)),
      fixes: foundWays + tls.filter { !foundWays.contains($0) })
  }

  private var tlsGarbled: Diagnosis {
    diagnose(
      .tlsGarbled, .network, .encryption(.garbled(endpoint, otherWays)), fixes: encryptedWays)
  }

  /// STARTTLS is required but not offered.
  var tlsNotOffered: Diagnosis {
    diagnose(
      .tlsNotOffered, .you, .encryption(.notOffered(endpoint, otherWays)), fixes: encryptedWays)
  }

  /// The server refuses STARTTLS, or does not start TLS after it.
  var tlsRefused: Diagnosis {
    diagnose(
      .tlsRefused, .serverAdministrator, .encryption(.refused(endpoint, otherWays)),
      fixes: found.filter { $0.port != attempt.port }
        .compactMap { change(to: $0.encryption, port: $0.port) })
  }

  var tlsClosed: Diagnosis {
    diagnose(
      .tlsClosed, .serverAdministrator, .encryption(.closed(endpoint, otherWays)),
      fixes: foundWays)
  }

  var tlsSilent: Diagnosis {
    diagnose(
      .tlsSilent, .serverAdministrator, .encryption(.silent(endpoint, otherWays)),
      fixes: foundWays)
  }

  private func tlsServerError(_ text: String) -> Diagnosis {
    diagnose(
      .tlsServerError, .serverAdministrator,
      .encryption(.serverError(endpoint, said: text, otherWays)), fixes: foundWays)
  }

  /// More plain text came behind the reply to STARTTLS.
  var injection: Diagnosis {
    diagnose(
      .tlsInjection, .network, .encryption(.injection(endpoint)),
      fixes: [guess(.ssl, port: attempt.service.sslPort)].compactMap(\.self))
  }

  private var tlsTooOld: Diagnosis {
    diagnose(.tlsTooOld, .serverAdministrator, .encryption(.tooOld(endpoint)))
  }

  private var noCommonCipher: Diagnosis {
    diagnose(.tlsNoCommonCipher, .serverAdministrator, .encryption(.noCommonCipher(endpoint)))
  }

  var clientCertificate: Diagnosis {
    diagnose(
      .tlsClientCertificate, .serverAdministrator,
      .encryption(.clientCertificate(endpoint, otherWays)), fixes: foundWays)
  }

  private var unknownName: Diagnosis {
    let names = sameAddressNames + closeNames
    return diagnose(
      .tlsUnknownName, .you, .encryption(.unknownName(endpoint, names: names)),
      fixes: self.names(names))
  }

  private var weakParameters: Diagnosis {
    diagnose(.certificateWeak, .serverAdministrator, .encryption(.weakKey(endpoint)))
  }
}

/// A password that would have been sent in clear: `tls.no-tls-used`.
extension Observation {
  /// Without TLS, by the settings or the server, the password was not sent.
  var clearTextPassword: Diagnosis {
    diagnose(
      .tlsNotUsed, .you,
      .encryption(.clearText(endpoint, otherWays, allowedBy: attempt.keys.allowClearText)),
      fixes: clearTextWays + allowingClearText)
  }

  private var allowingClearText: [Fix] {
    attempt.keys.allowClearText == nil ? [] : [.allowClearText(to: attempt.server)]
  }

  /// Fixes that encrypt; STARTTLS on this port first, where the server offered it.
  private var clearTextWays: [Fix] {
    let offers = (capabilities ?? []).contains { ["STARTTLS", "STLS"].contains($0.uppercased()) }
    let here = offers && attempt.encryption == .none ? tlsHere : []
    return here + encryptedWays.filter { way in !here.contains { $0.changes == way.changes } }
  }
}
