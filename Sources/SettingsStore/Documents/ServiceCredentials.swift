internal import Glibc
package import MailSettings
internal import SystemAccess

/// The secrets that a service manager hands to a service in a folder of its own (systemd's
/// LoadCredential, systemd.exec(5)); they take precedence over those of `secrets.toml`.
enum ServiceCredentials {
  /// Longer than any password or client secret, in bytes.
  private static let limit = 65_536

  /// The secret in the file named for a password, such as `postern.smtp.password`; nil where there
  /// is none.
  static func secret(of setting: PasswordSetting) throws(StoreError) -> Secret? {
    guard let folder = getenv("CREDENTIALS_DIRECTORY").map({ String(cString: $0) }),
      folder.hasPrefix("/")
    else { return nil }
    return try read("\(folder)/postern.\(setting.secretKey.rawValue)")
  }

  /// A file's text without a line break at its end; nil when it is missing or empty.
  private static func read(_ path: String) throws(StoreError) -> Secret? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw .system(.open, path: path, errno: errno) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else { throw .system(.read, path: path, errno: errno) }
    guard count < limit else { throw .tooLarge(path: path, limit: limit - 1) }
    var text = bytes.prefix(count)
    if text.last == 0x0A { text.removeLast() }
    if text.last == 0x0D { text.removeLast() }
    return text.isEmpty ? nil : Secret(String(decoding: text, as: UTF8.self))
  }
}

extension Draft {
  /// The draft with the service manager's secrets in the place of the stored ones; they are bound
  /// to no host.
  func withServiceCredentials() throws(StoreError) -> Draft {
    var draft = self
    for setting in PasswordSetting.allCases {
      guard let secret = try ServiceCredentials.secret(of: setting) else { continue }
      draft[keyPath: setting.path].stored = PasswordDraft.Stored(secret, host: nil)
    }
    return draft
  }
}

extension SettingsStore {
  /// Whether the service manager hands a secret over, so that the stored one does not count.
  package func hasServiceCredential(_ setting: PasswordSetting) throws(StoreError) -> Bool {
    try ServiceCredentials.secret(of: setting) != nil
  }
}
