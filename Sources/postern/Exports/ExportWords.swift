import ArgumentParser
import Exports
import MailDiagnosis
import MailSettings
import MailTransport
import SystemAccess

/// What an export says beside the file that it writes.
enum ExportWords {
  static func byRelay(_ relay: LoopbackAddress) -> String {
    "So mails go by the relay on \(relay.text): postern relay has to run."
  }

  /// - Parameter isWritten: whether there is a file all the same.
  static func doesNotWork(isWritten: Bool) -> String {
    isWritten ? "What was written does not work." : "Nothing was written."
  }

  static func relayWould(_ home: HomeOption) -> String {
    "By the relay it would: postern set \(SettingKey.relayListen.name)=127.0.0.1:2525\(home.asArgument), and run postern relay."
  }
}

/// What an import says beside the settings that it takes.
enum ImportWords {
  static let protocolChanged = "protocol = smtp  (it names a server)"
  static let nothingChanged = "Nothing was changed."

  static func taken(_ key: SettingKey, _ value: String, _ line: Int?, _ format: ExportFormat)
    -> String
  {
    let place = line.map { "line \($0)" } ?? "\(format.title)'s default"
    return "\(key.name) = \(value)  (\(place))"
  }

  static func passwordTaken(line: Int) -> String {
    "\(PasswordSetting.smtp.name): set  (line \(line))"
  }

  static func leftOut(_ one: FoundSettings.LeftOut, of file: String) -> String {
    "\(place(file, one.line)): \(one.name) was not taken over: \(one.reason.sentence)."
  }

  static func wrong(_ key: SettingKey, _ problem: Problem, _ file: String, _ line: Int?) -> String {
    "\(place(file, line)): \(key.name): \(problem.sentence)."
  }

  /// `main.cf, line 3`
  static func place(_ file: String, _ line: Int?) -> String {
    file + (line.map { ", line \($0)" } ?? "")
  }
}

/// Options that cannot be taken.
extension ValidationError {
  static func unknownFormat(_ name: String) -> Self {
    Self("There is no format '\(name)': it is one of \(ExportFormat.names).")
  }

  static let fileForSecretsNeeded = Self(
    "--with-secrets needs --out FILE: a password is never shown.")

  static func postfixTakesNoPath(_ path: String) -> Self {
    Self("--out: Postfix takes no blank or comma in \(path).")
  }
}

/// Exports that fail.
extension Failure {
  static func notExported(_ error: SettingProblem) -> Self {
    Self(
      .configuration,
      "\(error.key.name): \(error.problem.sentence.ended)\n"
        + "Nothing was written. postern check names everything that is wrong or missing.")
  }

  static func noPassword(_ failure: CredentialFailure) -> Self {
    let why =
      switch failure {
      case .commandRefused(let refusal): refusal.error.wholeSentence
      case .commandFailed(let failure): failure.words.ended
      case .system(let shortage): shortage.sentence
      case .notLinked, .token, .timedOut, .cancelled: "It was stopped."
      }
    return Self(.notPermitted, "The password command gave no password. \(why)")
  }
}

/// Imports that fail.
extension Failure {
  static func unreadable(_ file: String) -> Self { Self(.inputOutput, "\(file) cannot be read.") }

  static func yamlNotRead(_ file: String) -> Self {
    Self(.data, "\(file): YAML is not read; application.properties is.")
  }

  static func fileIsNotUTF8(_ file: String) -> Self {
    Self(.data, "\(file) is not UTF-8 text; nothing was changed.")
  }

  static func notUnderstood(_ file: String, _ fault: ImportFault) -> Self {
    Self(.data, "\(ImportWords.place(file, fault.line)): \(fault.sentence).")
  }

  static func nothingOfMail(_ file: String) -> Self {
    Self(.data, "\(file) says nothing of outgoing e-mail; nothing was changed.")
  }

  static func wrongImport(_ lines: [String]) -> Self {
    Self(.data, (lines + [ImportWords.nothingChanged]).joined(separator: "\n"))
  }
}

extension ExportFormat {
  /// All of them, as they are typed.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
