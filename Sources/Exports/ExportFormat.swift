import MailSettings

/// The programs and conventions whose files are written and read.
public enum ExportFormat: String, CaseIterable, Sendable {
  case msmtp
  case postfix
  /// Variables of an environment file, for sh and systemd alike.
  case env
  case jakartaMail = "jakarta-mail"
  case spring
  case django

  var interchange: any Interchange.Type {
    switch self {
    case .msmtp: Msmtp.self
    case .postfix: Postfix.self
    case .env: EnvironmentFile.self
    case .jakartaMail: JakartaMail.self
    case .spring: Spring.self
    case .django: Django.self
    }
  }
}

/// A file format: how an account is written in it, and how a file of it is read.
protocol Interchange {
  /// What the other program cannot do for an account.
  static func shortfalls(_ account: MailAccount) -> [Shortfall]
  /// The file's lines.
  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry]
  /// An entry as the file writes it.
  static func line(_ entry: ExportEntry) -> String
  /// Reads a file.
  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings
}

/// One line of an export.
enum ExportEntry {
  case comment(ExportComment)
  case text(String, String)
  case number(String, Int)
  case truth(String, Bool)
}

/// The paths that an export refers to.
struct ExportPlace {
  /// Postfix's file of passwords.
  let passwordFile: String
}

extension ExportFormat {
  /// Reads a file of this format.
  public func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    try interchange.read(file)
  }
}

/// A comment in an exported file; its words are in `ExportsWords.swift`.
enum ExportComment {
  case title
  /// The other program sends by itself.
  case direct
  /// It hands its mails to the relay.
  case relay(LoopbackAddress)
  /// Where the file belongs.
  case msmtpFile
  case postfixFile
  case environmentFile
  case javaSession
  case springFile
  case djangoFile
  /// The line that holds the password is left out.
  case password(String)
  /// Postfix's file of passwords, and its line.
  case passwordFile(String, line: String)
  case trustStore
  /// The certificate in the PEM file may not be a root's.
  case trustAnchor
  /// The values that SMTP_ENCRYPTION may have.
  case encryptions
}
