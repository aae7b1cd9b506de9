public import MailSettings

/// `secrets.toml` as text: read by key, changed without losing any other line of it.
public struct SecretsFile: Sendable {
  /// The file's path, for messages.
  public let file: String
  private let document: TOMLDocument
  private let original: [SecretKey: Secret]
  private var values: [SecretKey: Secret]

  /// Reads a text.
  public init(_ text: String, file: String) throws(SettingsFileError) {
    try self.init(bytes: Array(text.utf8), file: file)
  }

  init(bytes: [UInt8], file: String) throws(SettingsFileError) {
    let document = try TOMLDocument(bytes, file: file, isSecret: true)
    original = try Self.read(document, file: file)
    values = original
    self.document = document
    self.file = file
  }

  /// A file that was never saved: a comment.
  public static func empty(file: String) throws(SettingsFileError) -> SecretsFile {
    try SecretsFile("# Postern: passwords and tokens. Keep this file to yourself.\n", file: file)
  }

  /// A secret; nil when there is none, and an empty one counts as none.
  public subscript(key: SecretKey) -> Secret? {
    get { values[key] }
    set { values[key] = newValue?.isEmpty == true ? nil : newValue }
  }

  /// Whether a value differs from what was read.
  public var isChanged: Bool { values != original }

  /// The text with every change in it, checked by reading it again.
  public func text() throws(SettingsFileError) -> String {
    var patched = document
    for key in SecretKey.allCases where values[key] != original[key] {
      do throws(TOMLMismatch) {
        if let secret = values[key] {
          try patched.set(key.path, to: TOMLString.encode(secret.reveal()))
        } else {
          try patched.remove(key.path)
        }
      } catch {
        let place = FilePlace(file, offset: error.offset, in: patched.bytes)
        throw .cannotChange(file: file, line: place.line, key: key.rawValue)
      }
      try prove(patched, key)
    }
    return patched.text
  }

  private func prove(_ patched: TOMLDocument, _ key: SecretKey) throws(SettingsFileError) {
    let failure = SettingsFileError.cannotChange(file: file, line: nil, key: key.rawValue)
    let known = Set(SecretKey.allCases.map(\.path))
    do throws(SettingsFileError) {
      let again = try SecretsFile(bytes: patched.bytes, file: file)
      guard again[key] == values[key], patched.keeps(document, except: known) else { throw failure }
    } catch { throw failure }
  }

  private static func read(
    _ document: TOMLDocument, file: String
  ) throws(SettingsFileError) -> [SecretKey: Secret] {
    var values: [SecretKey: Secret] = [:]
    for key in SecretKey.allCases {
      try document.checkShape(key.path, file: file)
      guard let item = document.index.item(key.path) else { continue }
      guard let text = item.text else {
        throw .notAString(document.place(item, file: file), key: key.rawValue)
      }
      let secret = Secret(text)
      values[key] = secret.isEmpty ? nil : secret
    }
    return values
  }
}

/// A key of `secrets.toml`.
public enum SecretKey: String, CaseIterable, Sendable {
  case smtpPassword = "smtp.password"
  /// The host, in ASCII, that the password was given for.
  case smtpPasswordFor = "smtp.password-for"
  case incomingPassword = "incoming.password"
  /// The host, in ASCII, that the password was given for.
  case incomingPasswordFor = "incoming.password-for"
  /// The SMTP server, in ASCII, that the mailbox's password may go to as well.
  case incomingPasswordForSMTP = "incoming.password-for-smtp"
  case clientSecret = "exchange.client-secret"
  case refreshToken = "exchange.refresh-token"
  case accessToken = "exchange.access-token"
  /// When the access token was got, and when it expires (RFC 3339).
  case accessTokenSince = "exchange.access-token-since"
  case accessTokenExpires = "exchange.access-token-expires"
  /// The account that signed in.
  case account = "exchange.account"
  /// The directory that the tokens are from.
  case tenant = "exchange.tenant"
  /// The scopes that were granted, separated by spaces.
  case scopes = "exchange.scopes"
  /// When the link was made (RFC 3339), and for which authority, directory, application and flow.
  case linkedAt = "exchange.linked-at"
  case linkedFor = "exchange.linked-for"
  /// When a renewal last brought a new refresh token (RFC 3339).
  case refreshTokenRenewed = "exchange.refresh-token-renewed"
  /// Until when the token endpoint is not asked (RFC 3339), and how often in a row it was
  /// unavailable.
  case tokenNotBefore = "exchange.token-not-before"
  case tokenTries = "exchange.token-tries"
  /// Why somebody has to sign in again: since when (RFC 3339), and what Microsoft said.
  case signInNeededSince = "exchange.sign-in-needed-since"
  case signInNeededError = "exchange.sign-in-needed-error"
  case signInNeededSuberror = "exchange.sign-in-needed-suberror"
  case signInNeededCode = "exchange.sign-in-needed-code"
  case signInNeededText = "exchange.sign-in-needed-text"
  case signInNeededCorrelationID = "exchange.sign-in-needed-correlation-id"
  case signInNeededTraceID = "exchange.sign-in-needed-trace-id"
  case signInNeededTimestamp = "exchange.sign-in-needed-timestamp"

  var path: [String] { TOMLKey.path(rawValue) }
}
