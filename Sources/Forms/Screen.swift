public import MailSettings

/// One documented section: a title and its fields.
public struct Screen: Sendable {
  /// The section's name on the command line, such as `system-address`.
  public let id: String
  /// The title in the list and above the fields.
  public let title: String
  /// Top to bottom.
  public let fields: [Field]
  /// Whether the section applies to a draft.
  public let applies: Condition
  /// Why it does not apply, and where that can be changed.
  public let whyNot: String

  /// A section.
  public init(
    _ id: String, title: String, applies: @escaping Condition = { _ in true }, whyNot: String = "",
    fields: [Field]
  ) {
    self.id = id
    self.title = title
    self.fields = fields
    self.applies = applies
    self.whyNot = whyNot
  }

  /// The fields that are there with this draft.
  public func shownFields(_ draft: Draft) -> [Field] { fields.filter { $0.isShown(draft) } }

  /// The keys that this screen edits, to find the screen of a problem.
  public var keys: [String] { fields.filter(\.takesFocus).map(\.id) }
}
