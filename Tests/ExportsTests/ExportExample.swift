import MailSettings
import TestSupport

@testable import Exports

/// Settings to export, and what they become.
struct ExportExample {
  var draft = Draft()

  init(_ more: [SettingKey: String] = [:], password: String? = "open sesame") {
    let usual: [SettingKey: String] = [
      "smtp.server": "mail.example.com", "smtp.port": "587", "smtp.encryption": "tls",
      "system.address": "app@example.org", "authentication.mode": "password",
      "authentication.user": "app",
    ]
    for (key, text) in usual.merging(more, uniquingKeysWith: { $1 }) { draft[key] = text }
    if let password { draft.smtp.password.type(password) }
  }

  func export(
    _ format: ExportFormat, withSecrets: Bool = true, trust: ImportedTrust? = nil
  ) throws -> Export {
    let settings = try Settings(draft)
    var password = ExportedPassword.leftOut
    if case .smtp(let server) = settings.route, case .credentials(let login) = server.signIn {
      switch login.password {
      case .secret(let secret): password = .secret(secret)
      case .command(let command): password = .command(command)
      }
    }
    return Export(
      settings, as: format, password: password, withSecrets: withSecrets, trust: trust,
      passwordFile: "/etc/postfix/sasl_passwd")
  }
}

extension ExportFormat {
  /// What a text means, with a file of passwords beside it.
  func meaning(of text: String, passwords: String? = nil) throws(ImportFault) -> FoundSettings {
    try read(ImportFile(text: text, folder: "/etc/postfix") { _ in passwords })
  }
}

extension FoundSettings {
  subscript(key: SettingKey) -> String? { taken.first { $0.key == key }?.text }
  var secret: String? { password?.secret.reveal() }
}
