import ArgumentParser
import MailDiagnosis
import MailSettings
import PracticeServer
import SystemAccess

/// What the commands of this folder say beside their data.
enum CommandWords {
  /// `did you mean smtp.port or smtp.server?`; nil where nothing is close.
  static func guess(_ close: [String]) -> String? {
    close.isEmpty ? nil : "did you mean \(close.joined(separator: " or "))?"
  }

  // MARK: The command line

  static func unknownCommand(_ name: String, close: [String]) -> String {
    "There is no command '\(name)'" + (guess(close).map { "; \($0)" } ?? ".")
  }

  static func unknownSetting(_ key: String, close: [String]) -> String {
    let hint = guess(close) ?? "postern show --json lists all keys."
    return "There is no setting '\(key)'; \(hint)"
  }

  // MARK: Settings

  /// Where to find everything that keeps a set-up from sending.
  ///
  /// - Parameter home: `--home` for the command, as it was given.
  static func checkNames(_ home: String) -> String {
    "postern check\(home) names everything that is wrong or missing."
  }

  static func isComplete(_ home: String) -> String {
    "The settings in \(home) are complete and valid."
  }

  static func title(_ home: String) -> String { "Set-up in \(home)" }

  static let isDefault = "(default)"
  static let hasNoValue = "(not set)"

  static func state(isSet: Bool) -> String { isSet ? "set" : "not set" }

  static func wrongValue(_ problem: Problem) -> String { "! \(problem.sentence)" }

  static func isSpelt(_ key: SettingKey, _ text: String, as canonical: String) -> String {
    "Note on \(key.name): \(text.printable(limit: 40)) is written as \(canonical)."
  }

  static func news(_ warning: Warning) -> String {
    "Note on \(warning.key.name): \(warning.sentence)."
  }

  static func news(_ problem: SettingProblem) -> String {
    "Note on \(problem.key.name): \(problem.problem.sentence)."
  }

  // MARK: Passwords

  /// What is asked on a terminal: `Password for alice at mail.example.com: `.
  static func ask(_ which: PasswordSetting, user: String, host: String?) -> String {
    let name = which == .exchange ? "Client secret" : "Password"
    return name + (user.isEmpty ? "" : " for \(user)") + (host.map { " at \($0)" } ?? "") + ": "
  }

  static func commandCounts(_ which: PasswordSetting, _ command: PlainText) -> String {
    "Note: \(which.rawValue)'s password-command is set and counts instead: \(command.text)"
  }

  static func credentialCounts(_ which: PasswordSetting) -> String {
    "Note: $CREDENTIALS_DIRECTORY has postern.\(which.name), which counts instead."
  }

  static func nothingToDelete(_ which: PasswordSetting) -> String {
    "There was no \(which.name) to delete."
  }

  static let markLeftOut = "Note: the byte-order mark before the password was left out."

  static let passwordUsage = """
    A password is never an argument, where others could read it: it is read from standard input or asked for.
    Usage: postern password set|delete smtp|incoming|exchange [--home DIR]
    """

  // MARK: The practice server

  static func listening(_ server: PracticeServer) -> [String] {
    [
      "Listening on \(server.hosts.joined(separator: " and ")), port \(server.port).",
      "Mails are written to \(server.mailbox). Ctrl-C ends the server.",
    ]
  }

  static func delivered(_ mail: DeliveredMail) -> String {
    "Delivered from <\(mail.sender)> to \(mail.recipients.joined(separator: ", ")), "
      + "\(mail.size) bytes: \(mail.file)"
  }
}

/// Options that are refused.
extension ValidationError {
  static let homeNeeded = Self("--home: a folder is needed.")

  static func wrongRecipient(_ problem: Problem) -> Self { Self("--to: \(problem.sentence).") }

  static let recipientNeeded = Self("--to: an address is needed.")
  static let transcriptIsNoFile = Self("--transcript: '-' is no file; name one.")

  static func wrongTimeout(_ seconds: Int) -> Self {
    Self("--timeout: \(seconds) is not a number of seconds from 1 to 3600.")
  }

  static let passwordTaskNeeded = Self("Say what to do with it: set or delete.")
  static let unknownPassword = Self(
    "It is smtp, incoming or exchange; a password is never an argument.")
}

/// Arguments and changes that are refused.
extension Failure {
  static func argumentIsNotUTF8(_ index: Int) -> Self {
    Self(
      .usage, "Argument \(index) is not UTF-8 text. Set a UTF-8 locale, or write it in UTF-8.")
  }

  static func notASetting(_ change: String) -> Self {
    Self(.usage, "'\(change)' is not KEY=VALUE, such as \(SettingKey.smtpPort.name)=587.")
  }

  static func notAnAlias(_ change: String) -> Self {
    Self(.usage, "'\(change)' is not KEY=VALUE, such as aliases.root=a@example.com.")
  }

  static func localNameNeeded(_ key: String) -> Self {
    Self(.usage, "\(key): a name on this machine is needed, such as aliases.root.")
  }

  static func givenTwice(_ key: String) -> Self {
    Self(.usage, "\(key) is given twice; give it once.")
  }

  static func unknownSetting(_ key: String, close: [String]) -> Self {
    Self(.usage, CommandWords.unknownSetting(key, close: close))
  }

  static func passwordAsArgument(_ which: PasswordSetting) -> Self {
    Self(
      .usage,
      "A password is never an argument, where others could read it: "
        + "use postern password set \(which.rawValue).")
  }

  static func wrongAlias(_ key: String, _ problem: Problem) -> Self {
    Self(.usage, "\(key): \(problem.sentence).\nNothing was changed.")
  }

  /// Wrong values.
  ///
  /// - Parameter command: the command that would put everything where it belongs; nil for none.
  static func wrongValues(_ wrong: [SettingProblem], instead command: String?) -> Self {
    var lines = wrong.map { "\($0.key.name): \($0.problem.sentence)." }
    lines.append("Nothing was changed.")
    if let command { lines.append("Type this instead: \(command)") }
    return Self(.usage, lines.joined(separator: "\n"))
  }
}

/// Passwords that cannot be saved.
extension Failure {
  static let noPassword = Self(
    .data, "No password was given, so nothing was changed; postern password delete deletes it.")

  static let controlInPassword = Self(
    .data, "A password cannot hold control characters such as tabs; nothing was changed.")

  static func unreadableInput(_ error: SystemError) -> Self {
    Self(.inputOutput, "Standard input cannot be read: \(error.text).")
  }

  static let answerIsNoText = Self(
    .data, "The answer is not text in this terminal's character set; nothing was saved.")

  static func longAnswer(_ limit: Int) -> Self {
    Self(.data, "The line is longer than \(limit) bytes, more than any answer has.")
  }

  static func passwordIsUTF16(_ omission: PasswordText.Omission) -> Self {
    Self(
      .data, "The password is UTF-16 text, not UTF-8: save it as UTF-8; \(omission.words).")
  }

  static func passwordIsNotUTF8(_ omission: PasswordText.Omission) -> Self {
    Self(.data, "The password is not UTF-8 text; \(omission.words).")
  }
}

extension PasswordText.Omission {
  fileprivate var words: String {
    switch self {
    case .change: "nothing was changed"
    case .export: "nothing was written"
    }
  }
}

/// Tests and practice.
extension Failure {
  /// A setting is wrong or missing, so that no mail goes out.
  ///
  /// - Parameter home: `--home` for a suggested command, as it was given.
  static func notSent(_ problem: SettingProblem, _ home: String) -> Self {
    let (cause, advice) = (problem.problem.sentence.ended, CommandWords.checkNames(home))
    return Self(
      .configuration, "\(problem.key.name): \(cause)\nNothing was sent. \(advice)",
      DiagnosisDocument(invalid: problem.key.name, cause: cause, advice: advice))
  }

  static func noTemporaryFolder(_ error: SystemError) -> Self {
    Self(.inputOutput, "A temporary folder cannot be made: \(error.text).")
  }
}

extension TranscriptError {
  var sentence: String { "the transcript \(path) cannot be written: \(SystemError(reason).text)" }
}
