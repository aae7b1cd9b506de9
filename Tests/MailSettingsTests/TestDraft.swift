import MailSettings

extension Draft {
  /// A draft with these texts by key, and nothing else.
  init(_ texts: [String: String]) {
    self.init()
    for setting in Setting.all { self[setting] = texts[setting.key.name] ?? "" }
  }

  /// A draft that can be sent with.
  static func complete(_ texts: [String: String] = [:]) -> Draft {
    let base = ["system.address": "app@example.com", "smtp.server": "mail.example.com"]
    return Draft(base.merging(texts) { $1 })
  }
}

extension Settings {
  /// The SMTP server, nil with Exchange.
  var smtp: SMTPServer? { if case .smtp(let server) = route { server } else { nil } }
  /// The Exchange account, nil with SMTP.
  var exchange: ExchangeAccount? { if case .exchange(let account) = route { account } else { nil } }
}

extension SignIn {
  /// The login at the SMTP server, where there is one.
  var credentials: Credentials? { if case .credentials(let login) = self { login } else { nil } }
}
