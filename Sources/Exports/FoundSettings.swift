public import MailSettings

/// A file to read: its text, and the way to a file that it names.
public struct ImportFile: Sendable {
  /// The text.
  public let text: String
  /// The folder that it lies in.
  public let folder: String
  /// The text of another file, nil where it cannot be read.
  public let other: @Sendable (String) -> String?

  /// A file in a folder.
  public init(text: String, folder: String, other: @escaping @Sendable (String) -> String?) {
    (self.text, self.folder, self.other) = (text, folder, other)
  }

  /// The lines, empty ones too.
  var lines: [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

/// Why a file cannot be read at all.
public enum ImportFault: Error, Equatable, Sendable {
  /// The text breaks off, or has a form that the format does not know.
  case syntax(line: Int)
  /// msmtp's account takes over from one that is not defined before it.
  case unknownAccount(String, line: Int)
  case noAccount
}

/// What a file says that Postern has settings for, and what not.
public struct FoundSettings: Sendable {
  /// A setting with the line that says it.
  public struct Taken: Sendable {
    /// The setting.
    public let key: SettingKey
    /// Its value as the file has it.
    public let text: String
    /// Nil for what the other program does where nothing is said.
    public let line: Int?
  }

  /// What was not taken over.
  public struct LeftOut: Sendable {
    /// What the file calls it.
    public let name: String
    /// Its line.
    public let line: Int
    /// Why.
    public let reason: Reason
  }

  /// Why something was not taken over.
  public enum Reason: Equatable, Sendable {
    /// Postern has no such setting.
    case unknown
    /// It depends on something outside of the file.
    case variable
    /// A program decides, not a value.
    case notALiteral
    /// A command, which is not run.
    case command
    case unreadable(String)
    case noPassword(String)
    case otherAccount
    /// Certificates are imported by their fingerprint.
    case certificate(fingerprint: String?)
    /// Postern looks at every certificate.
    case unverified
    /// Postern cannot do this.
    case unsupported(String)
    /// Without brackets Postfix asks for the domain's mail servers.
    case mailExchanger
    /// The file says another value, too.
    case otherValue
  }

  /// In the order in which they were found, each key once.
  public private(set) var taken: [Taken] = []
  /// The password and its line.
  public private(set) var password: (secret: Secret, line: Int)?
  /// In the order of the lines.
  public private(set) var leftOut: [LeftOut] = []
}

extension FoundSettings {
  func has(_ key: SettingKey) -> Bool { taken.contains { $0.key == key } }

  /// Takes a setting; what the file said before of the same is replaced.
  mutating func take(_ key: SettingKey, _ text: String, _ line: Int?) {
    guard !text.isEmpty else { return }
    taken.removeAll { $0.key == key }
    taken.append(Taken(key: key, text: text, line: line))
  }

  mutating func take(password text: String, _ line: Int) {
    if !text.isEmpty { password = (Secret(text), line) }
  }

  mutating func leave(_ name: String, _ line: Int, _ reason: Reason = .unknown) {
    leftOut.append(LeftOut(name: name, line: line, reason: reason))
  }

  /// A mail address, with the name before it where there is one.
  mutating func take(sender text: String, _ line: Int) {
    guard let pasted = PastedAddress(text) else { return take(.systemAddress, text, line) }
    take(.systemAddress, pasted.address.text, line)
    if let name = pasted.name { take(.systemName, HeaderName.decoded(name.text), line) }
  }

  /// A name and a password mean that somebody signs in, where the file does not say more of it.
  mutating func signsIn() {
    guard !has(.authenticationMode) else { return }
    let user = taken.first { $0.key == .authenticationUser }
    if let line = user?.line ?? password?.line {
      take(.authenticationMode, AuthenticationMode.password.text, line)
    }
  }

  /// Where the file says how to encrypt and not at which port, the other program's own port counts:
  /// Postern's may be another.
  mutating func takeUsualPort(_ usual: (Encryption) -> Port) {
    guard !has(.smtpPort), let taken = taken.first(where: { $0.key == .smtpEncryption }),
      let encryption = try? Encryption(typed: taken.text)
    else { return }
    take(.smtpPort, usual(encryption).text, nil)
  }
}

extension Encryption {
  /// 465 for TLS from the first byte, else 25.
  var portOfOthers: Port { self == .ssl ? .submissions : .smtp }
}
