import Forms
import MailSettings
import SystemAccess

/// What line mode says beside the words of the pages.
enum LineWords {
  static let keys = "Enter keeps, - empties, < goes back, ! undoes, ? explains."
  static let isFirst = "This is the first question."
  static let summary = "Summary"
  static let notSaved = "Nothing was saved."
  static let noControls = "! A password cannot hold control characters such as tabs."
  static let yesOrNo = "! Answer yes or no."
  static let save = question("Save?", "yes")
  static let whatNow = question("What now?", "go on")
  static let fingerprint = "Fingerprint, 8 digits or more of its beginning or end (- for none): "
  static let pasted = "The address that the browser shows at the end, or a number (- leaves): "

  static func heading(_ section: Section) -> String {
    "\(section.title) (\(section.number) of \(Section.allCases.count))"
  }

  static func sendTest(to address: String) -> String { question("Send a test e-mail to", address) }

  static func noChoice(_ count: Int) -> String { "! Answer with a number from 1 to \(count)." }

  /// `LABEL [VALUE]: `
  static func question(_ label: String, _ value: String) -> String {
    let value = "[\(value.printable(limit: 200))]: "
    return label.isEmpty ? value : "\(label) \(value)"
  }

  /// `LABEL: new value`
  static func now(_ field: Field, _ value: String) -> String {
    "\(field.label): \(value.isEmpty ? "empty" : value.printable(limit: 200))"
  }

  static func yes(_ isYes: Bool) -> String { isYes ? "yes" : "no" }

  /// Whether an answer is yes or no; nil for neither.
  static func isYes(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "true", "on": true
    case "no", "n", "false", "off": false
    default: nil
    }
  }

  /// A value with its number and its explanation.
  static func option(_ index: Int, _ option: Field.Option) -> String {
    option.explanation.isEmpty
      ? "  \(index + 1) \(option.title)"
      : "  \(index + 1) \(option.title): \(option.explanation)"
  }

  /// Many values with their numbers, several a line.
  static func list(_ options: [Field.Option]) -> [String] {
    guard options.count > 6 else { return options.enumerated().map { option($0, $1) } }
    let all = options.enumerated().map { "\($0 + 1) \($1.title)" }.joined(separator: ", ")
    return wrapped(all, columns: LineWizard.columns - 2).map { "  \($0)" }
  }

  /// Buttons with their numbers.
  static func numbered(_ items: [Item], in state: State) -> [String] {
    items.enumerated().map { "  \($0 + 1) \(label($1, in: state))" }
  }

  /// A button's label without a key's name, since keys mean nothing here.
  private static func label(_ item: Item, in state: State) -> String {
    if case .transcript = item { return "Transcript" }
    return item.label(in: state)
  }

  /// Answers with their numbers.
  static func numbered(_ answers: [Answer], in state: State) -> [String] {
    answers.enumerated().map { "  \($0 + 1) \($1.label(in: state))" }
  }
}
