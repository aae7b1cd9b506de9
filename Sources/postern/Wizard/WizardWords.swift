import ArgumentParser
import MailDiagnosis
import PracticeServer

/// What the wizard's commands say before it opens and after it has closed.
enum WizardWords {
  static func practised(in folder: String, _ server: PracticeServer) -> String {
    "The set-up you practised with stays in \(folder), its mails in \(server.mailbox)/new."
  }
}

extension LineMode {
  /// The first line.
  var sentence: String {
    let reason =
      switch self {
      case .asked: "as --plain asks"
      case .accessible: "since ACCESSIBLE=1 is set"
      case .noTerminal: "since standard input is no terminal"
      case .unknownTerminal: "since TERM is unset or dumb"
      }
    return "Line mode, \(reason)."
  }

  static func waiting(seconds: Int) -> String { "Still waiting after \(seconds) s." }

  static let endedEarly = "The input ended before Save: nothing was changed."
}

extension ValidationError {
  static func unknownSection(_ name: String, of sections: [String]) -> Self {
    Self("There is no section '\(name)': \(sections.joined(separator: ", ")).")
  }
}

extension Failure {
  /// Standard output is not a terminal.
  static let noTerminal = Self(
    .usage,
    "The wizard needs a terminal to draw on: use postern setup --plain, which only writes lines.")
}
