/// What a cell means; the terminal gives it attributes, with colours where it may.
///
/// Every meaning also has a sign or a place of its own, so that nothing is told by colour alone.
public enum Style: Equatable, Sendable {
  case normal
  /// The title line and headings.
  case title
  /// The item that has the focus.
  case focus
  /// What does not apply, and hints.
  case dim
  /// A problem or a failure.
  case trouble
  /// What was finished well, such as a passed stage.
  case done
  /// The part of an input field where nothing stands yet.
  case input
}
