/// A remedy for a problem: a button in the wizard, a command on the command line.
public enum Fix: Equatable, Sendable {
  /// Gives settings these texts; an empty one restores the default. `next` is the place where
  /// something is left to type.
  case change(FixLabel, [SettingKey: String], next: FormPlace? = nil)
  /// Goes to where something has to be looked at or typed.
  case open(FixLabel, FormPlace)
  /// Goes to the recipient of the test e-mail.
  case changeRecipient(FixLabel)
  /// Shows the certificate of a server, from where it can be imported.
  case lookAtCertificate(of: PasswordSetting, at: Endpoint)
  /// Lets a password go to a server without TLS, once a person has agreed.
  case allowClearText(to: PasswordSetting)
  /// Goes to where a password that was refused is typed again.
  case typePassword(PasswordSetting)
  /// Goes to where another password is typed, which the provider gives out for programs.
  case typeNewPassword(PasswordSetting)
  /// Signs in again at Microsoft 365.
  case signInAgain

  /// The new texts; empty for a fix that changes no setting by itself.
  public var changes: [SettingKey: String] {
    switch self {
    case .change(_, let changes, _): changes
    case .open, .changeRecipient, .lookAtCertificate, .allowClearText, .typePassword,
      .typeNewPassword, .signInAgain:
      [:]
    }
  }
}

/// A place on the form.
public struct FormPlace: Equatable, Sendable {
  /// The section.
  public let section: Section
  /// The field; nil for the section's first one.
  public let key: FieldKey?

  /// The place of a setting in a section, or of the section's first field.
  public init(_ section: Section, _ key: SettingKey? = nil) {
    self.section = section
    self.key = key.map(FieldKey.setting)
  }
}

/// What a fix does, as data; ``words`` is the text of its button.
public enum FixLabel: Equatable, Sendable {
  case usePort(Port)
  /// A port that has not been tested yet.
  case tryPort(Port)
  case useEncryption(Encryption, port: Port? = nil)
  /// An encryption and a port that have not been tested yet.
  case tryEncryption(Encryption, port: Port)
  case useServer(String)
  case useProtocol(IncomingProtocol)
  case useExchange
  /// The parts of a server's address that was pasted as a whole.
  case usePasted(PastedParts)
  /// An e-mail address, and the display name that was pasted with it.
  case useAddress(String, name: String? = nil)
  case lowerConnectionLimit(Int)
  case setConnectionLimit(Int)
  case changeLimit
  case signInWithPassword
  case signInAs(String)
  case noAuthentication
  case chooseMechanism
  case useMechanism(String, startsTLS: Bool)
  case sendFrom(String)
  case useSystemAddress
  case alwaysSendFromSystem
  case useUTF8
  case sayHello(String)
  case clearSourceAddress
  /// The value in the spelling that Postern writes.
  case write(String)
  case checkMailboxUser
  case changeAddress
  case changeSystemAddress
  case giveHelloName
  case lookAtCommand
  case changeCommand
  case changeTenant
  case changeClientID
  case changeAuthority
  /// The file of the certificate, or of its key.
  case changeKey
  case chooseCloud
  case useDefaultScopes
  /// An administrator's consent, or signing in for less.
  case giveConsent
  /// What has to be registered in Azure.
  case showRegistration
  case nameSignedInUser
  case chooseRecipient
  case changeRecipient
}

/// The server's name in a pasted text, and what else the text says.
public struct PastedParts: Equatable, Sendable {
  /// The server's name.
  public var host: String
  var port: Port?
  var encryption: Encryption?
  var service: IncomingProtocol?
  var user: String?
  /// Whether the text has a password, which is not taken over.
  var hasPassword = false
}

extension Draft {
  /// Makes the changes of a fix.
  public mutating func apply(_ fix: Fix) { apply(fix.changes) }

  /// Gives settings these texts; an empty one restores the default.
  public mutating func apply(_ changes: [SettingKey: String]) {
    for (key, text) in changes { self[key] = text }
  }
}
