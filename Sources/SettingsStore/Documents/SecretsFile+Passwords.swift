internal import MailSettings

extension PasswordSetting {
  /// Where the secret stands in `secrets.toml`.
  var secretKey: SecretKey {
    switch self {
    case .smtp: .smtpPassword
    case .incoming: .incomingPassword
    case .exchange: .clientSecret
    }
  }

  /// Where the host stands that it was given for; nil for a secret that no mail server sees.
  var hostKey: SecretKey? {
    switch self {
    case .smtp: .smtpPasswordFor
    case .incoming: .incomingPasswordFor
    case .exchange: nil
    }
  }

  /// Where the SMTP server stands that it may go to besides; nil for a secret that goes to one
  /// place.
  var smtpHostKey: SecretKey? { self == .incoming ? .incomingPasswordForSMTP : nil }
}

extension SecretsFile {
  /// A draft with the passwords of this file.
  ///
  /// One without `password-for` counts as given for the server that the draft names, so that a
  /// change of the server, saved or not, does not send it there unasked.
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

  /// Does what the draft's passwords ask for, given the settings before and after the save.
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

  /// A kept password of unknown host belongs to the old one from the moment that the host changes.
  private mutating func bind(_ setting: PasswordSetting, before: Draft, after: Draft) {
    guard let hostKey = setting.hostKey, self[setting.secretKey] != nil, self[hostKey] == nil,
      let old = setting.host(in: before), old != setting.host(in: after)
    else { return }
    self[hostKey] = Secret(old)
  }

  /// Choosing the mode that uses it for SMTP lets it go to that server; a later one has to be asked
  /// for.
  private mutating func bindSMTP(_ setting: PasswordSetting, before: Draft, after: Draft) {
    guard let hostKey = setting.smtpHostKey, self[setting.secretKey] != nil, self[hostKey] == nil,
      let host = setting.smtpHost(in: before) ?? setting.smtpHost(in: after)
    else { return }
    self[hostKey] = Secret(host)
  }
}
