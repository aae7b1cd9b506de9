import MailSettings

/// What stands beside the settings in an exported file; its words are in `ExportsWords.swift`.
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
  /// The PEM file need not hold a root.
  case trustAnchor
  /// What the values of a variable mean.
  case encryptions
}
