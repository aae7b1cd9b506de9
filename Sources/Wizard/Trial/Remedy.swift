import Forms
import MailSettings
import Screens
import SystemAccess

/// What a button did about a failure: told at once, and taken back by another where it changed the
/// form.
public struct Remedy: Equatable, Sendable {
  /// What is so now, one sentence for each change: `Port is now 587.`
  public let sentences: [String]
  /// The new texts; empty where something outside of the form was mended.
  let changes: [SettingKey: String]
  /// The texts before.
  private let before: [SettingKey: String]

  /// Something outside of the form.
  init(_ sentence: String) {
    sentences = [sentence]
    (changes, before) = ([:], [:])
  }

  /// Changes that are about to be made to a draft.
  init(_ changes: [SettingKey: String], of draft: Draft) {
    var after = draft
    after.apply(changes)
    let changed = Setting.all.filter { draft[$0] != after[$0] }
    sentences = changed.map { $0.sentence(in: after) }
    self.changes = Dictionary(uniqueKeysWithValues: changed.map { ($0.key, after[$0]) })
    before = Dictionary(uniqueKeysWithValues: changed.map { ($0.key, draft[$0]) })
  }

  /// Whether the form still holds what the button wrote.
  func isInForce(in draft: Draft) -> Bool {
    changes.allSatisfy { key, text in draft[key] == text }
  }

  /// The texts that take it back, nil where it changed nothing that a form holds.
  func undo(in draft: Draft) -> [SettingKey: String]? {
    before.isEmpty || !isInForce(in: draft) ? nil : before
  }
}

extension Setting {
  /// What counts now, in a sentence: `Port is now 587.`
  fileprivate func sentence(in draft: Draft) -> String {
    let name = self.name
    let value = effective(in: draft) ?? ""
    if kind == .boolean { return "“\(name)” is \(value == "true" ? "on" : "off") now." }
    let title = field?.options.first { $0.text == value }?.title ?? value.printable(limit: 60)
    return title.isEmpty ? "\(name) is empty now." : "\(name) is now \(title)."
  }

  /// What the person knows it by, with its section where another one has a field of that name.
  var name: String {
    guard let screen = Catalog.screen(editing: .setting(key)), let field else { return key.name }
    if case .choice = field.control { return screen.title }
    return screen.id == .incomingMailbox ? "\(screen.title): \(field.label)" : field.label
  }

  private var field: Field? {
    Catalog.screen(editing: .setting(key))?.fields.first { $0.key == .setting(key) }
  }
}

extension Field {
  /// The values of a choice; empty for anything else.
  fileprivate var options: [Option] {
    switch control {
    case .choice(_, let options), .line(_, let options): options
    case .text, .toggle, .password, .recipient, .sample, .button, .note, .verbatim, .foundLimit,
      .panel, .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview, .fold:
      []
    }
  }
}
