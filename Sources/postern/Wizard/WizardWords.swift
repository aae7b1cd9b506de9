import ArgumentParser
import MailDiagnosis
import PracticeServer

/// What the wizard's commands say before it opens and after it has closed.
enum WizardWords {
  static func practised(in folder: String, _ server: PracticeServer) -> String {
    "The set-up you practised with stays in \(folder), its mails in \(server.mailbox)/new."
  }
}

extension ValidationError {
  static func unknownSection(_ name: String, of sections: [String]) -> Self {
    Self("There is no section '\(name)': \(sections.joined(separator: ", ")).")
  }
}

extension Failure {
  /// Nobody could see the wizard.
  static let noTerminal = Self(
    .usage,
    "The wizard needs a terminal to draw on: use postern setup --plain, which only writes lines.")
}
