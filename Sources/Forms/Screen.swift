public import MailSettings

/// The screen of one documented section: its fields.
public struct Screen: Sendable {
  /// The section that it shows.
  public let id: Section
  /// The fields in the order in which they stand, from the top.
  public let fields: [Field]
  /// Whether the section applies to a draft.
  public let applies: Condition
  /// Why it does not apply, and where that can be changed.
  public let whyNot: String

  /// The screen of a section.
  public init(
    _ id: Section, applies: @escaping Condition = { _ in true }, whyNot: String = "",
    fields: [Field]
  ) {
    self.id = id
    self.fields = fields
    self.applies = applies
    self.whyNot = whyNot
  }

  /// The title in the list and above the fields.
  public var title: String { id.title }

  /// The fields that are shown with this draft.
  public func shownFields(_ draft: Draft) -> [Field] { fields.filter { $0.isShown(draft) } }

  /// The keys that this screen edits, by which the screen of a problem is found.
  public var keys: [FieldKey] { fields.compactMap(\.key) }
}
