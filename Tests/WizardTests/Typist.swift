import Forms
import MailSettings

@testable import Wizard

/// Presses keys on a state and keeps the effects, as a person would without looking.
struct Typist {
  var state: State
  var effects: [Effect] = []

  init(_ saved: Draft = Draft(), isFirstRun: Bool = false, section: Section? = nil) {
    state = State(
      surroundings: .example, saved: saved, isFirstRun: isFirstRun, section: section)
    _ = state.update(.resized(Size(columns: 80, rows: 24)))
  }

  mutating func press(_ keys: Key...) {
    for key in keys { effects += state.update(.key(key)) }
  }

  mutating func type(_ text: String) {
    for character in text { effects += state.update(.key(.character(character))) }
  }

  mutating func tell(_ event: Event) { effects += state.update(event) }

  /// Moves the focus by Tab until it is on the field of a key, or a button.
  mutating func focus(_ id: String) {
    for _ in 0..<40 where state.focusedField?.id != id { press(.tab) }
  }

  mutating func focus(_ item: Item) {
    for _ in 0..<40 where state.focus != item { press(.tab) }
  }

  /// The whole screen as text.
  var screen: String {
    let canvas = view(state)
    return (0..<canvas.size.rows).map { canvas.text(ofRow: $0) }.joined(separator: "\n")
  }
}

extension Draft {
  /// A server that is set up already, with the documented defaults.
  static var withServer: Draft {
    var draft = Draft()
    draft.smtp.server.text = "mail.example.com"
    return draft
  }
}

extension Field {
  /// What tests call a field: its key, or what it does.
  var id: String {
    switch control {
    case .button(let action): action.rawValue
    case .fold: "fold"
    case .sample: "sample"
    case .text, .choice, .line, .toggle, .password, .recipient, .note, .verbatim, .foundLimit,
      .panel, .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview:
      key?.name ?? ""
    }
  }
}
