public import MailSettings

/// One thing on a screen: a label, the documentation's help, and a control bound to the draft.
public struct Field: Sendable {
  /// What the person sees and works with.
  public enum Control: Sendable {
    /// One line of text, shown in this many columns.
    case text(Setting, columns: Int)
    /// One of a few, each on a line of its own with its explanation.
    case choice(Setting, [Option])
    /// One of many, on a single line.
    case line(Setting, [Option])
    /// A box to tick, for yes or no.
    case toggle(Setting)
    /// A password: kept, replaced or deleted.
    case password(PasswordSetting)
    /// The address of the test e-mail; it belongs to no set-up.
    case recipient(columns: Int)
    /// A text to see in the chosen encoding; it belongs to no set-up.
    case sample(columns: Int)
    /// A button that does something at once.
    case button(Action)
    /// A sentence that depends on the draft; it cannot have the focus.
    case note(@Sendable (Draft) -> String)
    /// A line for another program's file, exactly as it is written there; nil where there is none.
    case verbatim(@Sendable (Draft) -> String?)
    /// The progress and result of ``Action/findLimit``: how many connections the server accepts at
    /// once.
    case foundLimit
    /// The server's answers, line by line, with the fixes as buttons.
    case panel(Panel)
    /// The result of ``Action/findOut``: what answers on each of the server's ports.
    case portAnswers
    /// The link to Microsoft Exchange: which account, since when, and what expires when.
    case linkStatus
    /// A mail's headers in the chosen encoding.
    case encodingPreview
    /// The senders of a system mail and of a user's mail.
    case senderPreview
    /// Shows or hides the fields that few people need.
    case fold
  }

  /// One of the values of a choice.
  public struct Option: Equatable, Sendable {
    /// The value's text in `postern.toml`.
    public let text: String
    /// Its name on the screen.
    public let title: String
    /// What it does for the person; may be empty.
    public let explanation: String

    /// A value with its words.
    public init(text: String, title: String, explanation: String = "") {
      self.text = text
      self.title = title
      self.explanation = explanation
    }
  }

  /// What a button does.
  public enum Action: String, Sendable {
    case sendTest
    case lookAtCertificate
    case lookAtIncomingCertificate
    case testSignIn
    case findOut
    /// Finds out how many connections the server accepts at once.
    case findLimit
    /// Lets a person sign in at Microsoft.
    case linkAccount
    /// Gets the application's first token in the app-only flow.
    case fetchToken
    /// Forgets the tokens.
    case unlink
    /// Shows what is to be registered in Azure.
    case showRegistration
  }

  /// Which of the server's answers a panel shows.
  public enum Panel: String, Sendable {
    case test
    case certificate
    case incoming
  }

  /// The documentation's word for it.
  public let label: String
  /// The documentation's explanation, in whole sentences.
  public let help: String
  /// What the person sees and works with, and the setting that it edits.
  public let control: Control
  /// Whether the field is there at all.
  public let isShown: @Sendable (Draft) -> Bool
  /// What is shown under the field while nothing is wrong, such as `proposed for SSL`.
  public let hint: @Sendable (Draft) -> String?
  /// The text to offer for an empty field that has no default; it counts only once it is accepted.
  public private(set) var proposal: @Sendable (Draft) -> String? = { _ in nil }
  /// Whether it is hidden until the section's ``Control/fold`` is opened.
  public private(set) var isAdvanced = false

  /// What the field edits; nil for one that only shows or does something.
  public var key: FieldKey? {
    switch control {
    case .text(let setting, _), .choice(let setting, _), .line(let setting, _),
      .toggle(let setting):
      .setting(setting.key)
    case .password(let password): .password(password)
    case .recipient: .recipient
    case .sample, .button, .note, .verbatim, .foundLimit, .panel, .portAnswers, .linkStatus,
      .encodingPreview,
      .senderPreview, .fold:
      nil
    }
  }
}

/// A condition on the draft.
public typealias Condition = @Sendable (Draft) -> Bool
/// A sentence that depends on the draft.
public typealias Hint = @Sendable (Draft) -> String?

extension Field {
  /// The same field, hidden until the section's fold is opened.
  public var advanced: Field {
    var field = self
    field.isAdvanced = true
    return field
  }

  /// The same field with a text to offer while it is empty.
  public func proposing(_ proposal: @escaping Hint) -> Field {
    var field = self
    field.proposal = proposal
    return field
  }

  /// A line of text, bound by key path.
  public static func text<Value: SettingValue>(
    _ label: String, _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable, columns: Int,
    help: String, when isShown: @escaping Condition = { _ in true },
    hint: @escaping Hint = { _ in nil }
  ) -> Field {
    let setting = Setting.at(path)
    return Field(
      label: label, help: help, control: .text(setting, columns: columns),
      isShown: isShown, hint: hint)
  }

  /// One of a few, bound by key path; titles and explanations are the type's.
  public static func choice<Value: Choice>(
    _ label: String, _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable, help: String,
    when isShown: @escaping Condition = { _ in true }
  ) -> Field {
    let setting = Setting.at(path)
    let options = Value.allCases.map {
      Option(text: $0.text, title: $0.title, explanation: $0.explanation)
    }
    return Field(
      label: label, help: help, control: .choice(setting, options),
      isShown: isShown,
      hint: { _ in nil })
  }

  /// One of many on one line, bound by key path.
  public static func line<Value: SettingValue>(
    _ label: String, _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable, options: [Option],
    help: String, when isShown: @escaping Condition = { _ in true },
    hint: @escaping Hint = { _ in nil }
  ) -> Field {
    let setting = Setting.at(path)
    return Field(
      label: label, help: help, control: .line(setting, options), isShown: isShown,
      hint: hint)
  }

  /// Yes or no, bound by key path.
  public static func toggle(
    _ label: String, _ path: any WritableKeyPath<Draft, Entry<Bool>> & Sendable, help: String,
    when isShown: @escaping Condition = { _ in true }
  ) -> Field {
    let setting = Setting.at(path)
    return Field(
      label: label, help: help, control: .toggle(setting), isShown: isShown,
      hint: { _ in nil })
  }

  /// A password that is kept, replaced or deleted.
  public static func password(
    _ label: String, _ setting: PasswordSetting, help: String,
    when isShown: @escaping Condition = { _ in true }
  ) -> Field {
    Field(
      label: label, help: help, control: .password(setting), isShown: isShown,
      hint: { _ in nil })
  }

  /// The address to which the test e-mail goes.
  public static func recipient(_ label: String, columns: Int, help: String) -> Field {
    Field(
      label: label, help: help, control: .recipient(columns: columns),
      isShown: { _ in true }, hint: { _ in nil })
  }

  /// A text to see in the chosen encoding.
  public static func sample(_ label: String, columns: Int, help: String) -> Field {
    Field(
      label: label, help: help, control: .sample(columns: columns),
      isShown: { _ in true }, hint: { _ in nil })
  }

  /// Where a mail's headers are shown in the chosen encoding.
  public static var encodingPreview: Field {
    Field(
      label: "", help: "", control: .encodingPreview, isShown: { _ in true }, hint: { _ in nil })
  }

  /// Where it is shown who mails come from.
  public static var senderPreview: Field {
    Field(
      label: "", help: "", control: .senderPreview, isShown: { _ in true }, hint: { _ in nil })
  }

  /// A button that does something at once.
  public static func button(
    _ label: String, _ action: Action, help: String,
    when isShown: @escaping Condition = { _ in true }
  ) -> Field {
    Field(
      label: label, help: help, control: .button(action), isShown: isShown,
      hint: { _ in nil })
  }

  /// Shows or hides the advanced fields of the section.
  public static func fold(
    _ label: String, help: String, when isShown: @escaping Condition = { _ in true }
  ) -> Field {
    Field(
      label: label, help: help, control: .fold, isShown: isShown, hint: { _ in nil })
  }

  /// Where the link to Microsoft Exchange is shown.
  public static var linkStatus: Field {
    Field(
      label: "", help: "", control: .linkStatus, isShown: { _ in true }, hint: { _ in nil })
  }

  /// Where the answers of the server's ports are shown.
  public static var portAnswers: Field {
    Field(
      label: "", help: "", control: .portAnswers, isShown: { _ in true },
      hint: { _ in nil })
  }

  /// A sentence, such as an example or a warning, that cannot have the focus.
  public static func note(
    when isShown: @escaping Condition = { _ in true }, _ text: @escaping @Sendable (Draft) -> String
  ) -> Field {
    Field(
      label: "", help: "", control: .note(text), isShown: isShown, hint: { _ in nil })
  }

  /// A line for another program's file.
  public static func verbatim(_ line: @escaping Hint) -> Field {
    Field(
      label: "", help: "", control: .verbatim(line), isShown: { _ in true }, hint: { _ in nil })
  }

  /// Where it is shown how many connections the server accepts at once.
  public static var foundLimit: Field {
    Field(
      label: "", help: "", control: .foundLimit, isShown: { _ in true }, hint: { _ in nil })
  }

  /// Where the server's answers are shown.
  public static func panel(_ panel: Panel) -> Field {
    Field(
      label: "", help: "", control: .panel(panel),
      isShown: { _ in true }, hint: { _ in nil })
  }
}
