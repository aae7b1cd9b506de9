public import MailSettings

/// A file to import: its text, and a way to read the files that it names.
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
  /// The text ends too early, or is not in the format's syntax.
  case syntax(line: Int)
  /// An account of msmtp inherits from one that is not defined before it.
  case unknownAccount(String, line: Int)
  case noAccount
}

/// What a file says: what Postern has settings for, and what was left out.
public struct FoundSettings: Sendable {
  /// A setting with the line that says it.
  public struct Taken: Sendable {
    /// The setting.
    public let key: SettingKey
    /// Its value as the file has it.
    public let text: String
    /// Nil for the other program's default, which the file does not say.
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
    /// It is an expression, or stands in a block; nothing is run.
    case notALiteral
    /// A command, which is not run.
    case command
    case unreadable(String)
    case noPassword(String)
    case otherAccount
    /// A certificate, which has to be imported by its fingerprint.
    case certificate(fingerprint: String?)
    /// The file turns off the verification of certificates; Postern verifies every one.
    case unverified
    /// Postern cannot do this.
    case unsupported(String)
    /// Without brackets Postfix looks up the domain's MX hosts.
    case mailExchanger
    /// The file has several values, of which the first is taken.
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

  /// Takes a setting; an earlier value of the same is replaced.
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

  /// Takes sign-in by password where there is a user or a password and the file names no mode.
  mutating func signsIn() {
    guard !has(.authenticationMode) else { return }
    let user = taken.first { $0.key == .authenticationUser }
    if let line = user?.line ?? password?.line {
      take(.authenticationMode, AuthenticationMode.password.text, line)
    }
  }

  /// Takes the other program's default port where the file names an encryption and no port:
  /// Postern's default may differ.
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
