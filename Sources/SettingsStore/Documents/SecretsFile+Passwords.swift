internal import MailSettings

extension PasswordSetting {
  /// The key of the secret in `secrets.toml`.
  var secretKey: SecretKey {
    switch self {
    case .smtp: .smtpPassword
    case .incoming: .incomingPassword
    case .exchange: .clientSecret
    }
  }

  /// The key of the host that the secret was given for; nil for one that no mail server sees.
  var hostKey: SecretKey? {
    switch self {
    case .smtp: .smtpPasswordFor
    case .incoming: .incomingPasswordFor
    case .exchange: nil
    }
  }

  /// The key of the SMTP server that the secret may go to as well; nil for one that goes to one
  /// place.
  var smtpHostKey: SecretKey? { self == .incoming ? .incomingPasswordForSMTP : nil }
}

extension SecretsFile {
  /// A draft with the passwords of this file.
  ///
  /// A password without `password-for` counts as given for the server that the draft names, so that
  /// it is not sent unasked to another server that is set later.
  func fill(_ settings: Draft) -> Draft {
    var draft = settings
    for setting in PasswordSetting.allCases {
      let given = setting.hostKey.flatMap { self[$0]?.reveal() }
      let stored = self[setting.secretKey].map {
        PasswordDraft.Stored(
          $0, host: given ?? setting.host(in: settings),
          smtpHost: setting.smtpHostKey.flatMap { self[$0]?.reveal() }
            ?? setting.smtpHost(in: settings))
      }
      draft[keyPath: setting.path] = PasswordDraft(stored: stored)
    }
    return draft
  }

  /// Keeps, replaces or deletes each secret as the draft wants, given the settings before and after
  /// the save.
  mutating func apply(_ wanted: Draft, before: Draft, after: Draft) {
    for setting in PasswordSetting.allCases {
      switch wanted[keyPath: setting.path].change {
      case .keep:
        bind(setting, before: before, after: after)
        bindSMTP(setting, before: before, after: after)
      case .delete:
        self[setting.secretKey] = nil
        if let hostKey = setting.hostKey { self[hostKey] = nil }
        if let hostKey = setting.smtpHostKey { self[hostKey] = nil }
      case .replace(let secret):
        self[setting.secretKey] = secret
        if let hostKey = setting.hostKey {
          self[hostKey] = setting.host(in: after).map(Secret.init)
        }
        if let hostKey = setting.smtpHostKey {
          self[hostKey] = setting.smtpHost(in: after).map(Secret.init)
        }
      }
    }
  }

  /// Binds a kept password without a host to the old host when the host changes.
  private mutating func bind(_ setting: PasswordSetting, before: Draft, after: Draft) {
    guard let hostKey = setting.hostKey, self[setting.secretKey] != nil, self[hostKey] == nil,
      let old = setting.host(in: before), old != setting.host(in: after)
    else { return }
    self[hostKey] = Secret(old)
  }

  /// Binds the mailbox's kept password to the SMTP server, once the mode is chosen that uses it
  /// there. It is not sent to another SMTP server that is set later.
  private mutating func bindSMTP(_ setting: PasswordSetting, before: Draft, after: Draft) {
    guard let hostKey = setting.smtpHostKey, self[setting.secretKey] != nil, self[hostKey] == nil,
      let host = setting.smtpHost(in: before) ?? setting.smtpHost(in: after)
    else { return }
    self[hostKey] = Secret(host)
  }
}
