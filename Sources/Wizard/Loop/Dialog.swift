public import Forms
public import MailSettings

/// A dialog, shown over the page until it is answered.
public indirect enum Dialog: Equatable, Sendable {
  /// Help, scrolled down by so many lines.
  case help(Int)
  /// A panel's transcript, scrolled down by so many lines; `Int.max` stays at its end.
  case transcript(Field.Panel, Int)
  /// "Quit?", with the chosen answer.
  case quit(Int)
  /// "Changed meanwhile": the set-up on disk, whether to quit after saving, the chosen answer.
  case changedOnDisk(Draft, thenQuit: Bool, choice: Int)
  /// "Send the password in clear?", with the chosen answer.
  case clearText(ClearTextQuestion, Int)
  /// What is to be registered in Azure, scrolled down by so many lines.
  case registration(Int)
  /// "Unlink?", with the chosen answer.
  case unlink(Int)
  /// "Delete the mail?", with the chosen answer.
  case deleteMail(String, Int)
  /// "Open connections?", with the chosen answer.
  case findLimit(Int)
  /// Typing a part of the fingerprint before an import, with what is wrong with it.
  case fingerprint(Field.Panel, String, FingerprintProblem?)
}

/// What is wrong with a part of a fingerprint that was typed.
public enum FingerprintProblem: Equatable, Sendable {
  /// Too little of it to be sure.
  case tooShort
  /// Neither the beginning nor the end of the fingerprint of any certificate that was shown.
  case noMatch
}

/// An answer to a question.
enum Answer: Equatable {
  /// Nothing happens: the first answer of every question, and what Esc means.
  case stay
  case saveAndQuit
  case quit
  case encrypt
  case sendInClear
  case keepMine
  case takeTheirs
  case unlink
  case findLimit
  case deleteMail
}

extension Dialog {
  /// Whether it asks nothing, so that results may move the focus under it.
  var isOnlyRead: Bool {
    switch self {
    case .help, .transcript, .registration: true
    case .quit, .changedOnDisk, .clearText, .unlink, .findLimit, .deleteMail, .fingerprint: false
    }
  }
}
