import MailSettings
import SystemAccess

/// What a fix has changed after a failure; another button undoes it where it changed the form.
public struct Remedy: Equatable, Sendable {
  /// A change that was made.
  enum Action: Equatable, Sendable {
    /// The certificate of this subject is trusted at this server now.
    case imported(subject: String, at: Endpoint)
    /// It was imported, but a power failure could still undo that.
    case importMayNotLast(ForeignError)
    /// A setting of the form has this value now, or its default where it is empty; nil for neither.
    case changed(SettingKey, value: String?)
  }

  /// What was done, in the order of the settings.
  let actions: [Action]
  /// The new texts; empty where something outside of the form was mended.
  let changes: [SettingKey: String]
  /// The texts before.
  private let before: [SettingKey: String]

  /// Makes one of a change outside the form.
  init(_ action: Action) {
    actions = [action]
    (changes, before) = ([:], [:])
  }

  /// Makes one of changes that are about to be made to a draft.
  init(_ changes: [SettingKey: String], of draft: Draft) {
    var after = draft
    after.apply(changes)
    let changed = Setting.all.filter { draft[$0] != after[$0] }
    actions = changed.map { .changed($0.key, value: $0.effective(in: after)) }
    self.changes = Dictionary(uniqueKeysWithValues: changed.map { ($0.key, after[$0]) })
    before = Dictionary(uniqueKeysWithValues: changed.map { ($0.key, draft[$0]) })
  }

  /// Whether the form still has the new values.
  func isInForce(in draft: Draft) -> Bool {
    changes.allSatisfy { key, text in draft[key] == text }
  }

  /// The changes that undo it; nil where it did not change the form or is no longer in force.
  func undo(in draft: Draft) -> [SettingKey: String]? {
    before.isEmpty || !isInForce(in: draft) ? nil : before
  }
}
