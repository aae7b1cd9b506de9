internal import SystemAccess

extension Draft.Exchange {
  /// The flow in force.
  public var chosenFlow: ExchangeFlow { flow.value ?? .delegated }

  /// The cloud in force.
  public var chosenCloud: ExchangeCloud { cloud.value ?? .worldwide }

  /// The IMAP server that goes with the SMTP server: the typed SMTP server's host, else the cloud's
  /// IMAP server.
  var likelyIMAP: HostName { server.value ?? chosenCloud.imapServer }

  /// Whether a client secret will be there once this is saved.
  var hasClientSecret: Bool { (try? clientSecret.secret(for: nil))?.isEmpty == false }
}

/// What does not fit together in the settings of Exchange.
extension Draft {
  var exchangeProblems: [SettingProblem] {
    guard chosenProtocol == .exchange else { return [] }
    return [sharedTenant, tenantAsApplication, halfCertificate, missingCredential]
      .compactMap(\.self)
  }

  private var sharedTenant: SettingProblem? {
    guard exchange.chosenFlow == .appOnly, let tenant = exchange.tenant.value, tenant.isShared
    else { return nil }
    return SettingProblem(.exchangeTenant, .sharedTenant(tenant.text))
  }

  private var tenantAsApplication: SettingProblem? {
    guard let id = exchange.clientID.value?.text.lowercased(),
      id == exchange.tenant.value?.text.lowercased()
    else { return nil }
    return SettingProblem(.exchangeClientID, .tenantAsApplication)
  }

  /// A certificate without its key, or a key without its certificate.
  private var halfCertificate: SettingProblem? {
    switch (exchange.clientCertificate.isEmpty, exchange.clientKey.isEmpty) {
    case (true, true), (false, false): nil
    case (false, true): SettingProblem(.exchangeClientKey, .missing(.setting(.exchangeClientKey)))
    case (true, false):
      SettingProblem(
        .exchangeClientCertificate, .missing(.setting(.exchangeClientCertificate)))
    }
  }

  private var missingCredential: SettingProblem? {
    guard exchange.chosenFlow == .appOnly, !exchange.hasClientSecret,
      exchange.clientCertificate.isEmpty
    else { return nil }
    return SettingProblem(key: .password(.exchange), problem: .noClientCredential)
  }
}

/// Warnings about the settings of Exchange.
extension Draft {
  /// A secret that looks like its id, and one that expires within 60 days or has expired.
  var exchangeWarnings: [Warning] {
    guard chosenProtocol == .exchange else { return [] }
    return [secretIDWarning, secretExpiryWarning].compactMap(\.self)
  }

  private var secretIDWarning: Warning? {
    guard case .some(let secret?) = try? exchange.clientSecret.secret(for: nil),
      secret.reveal().isGUID
    else { return nil }
    return Warning(.password(.exchange), .secretID)
  }

  private var secretExpiryWarning: Warning? {
    guard exchange.clientCertificate.isEmpty, let day = exchange.clientSecretExpires.value
    else { return nil }
    let left = day.daysLeft(at: Moment.now().seconds)
    return left > 60
      ? nil : Warning(.exchangeClientSecretExpires, .secretExpires(day, daysLeft: left))
  }
}
