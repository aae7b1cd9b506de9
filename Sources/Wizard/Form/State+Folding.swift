import MailDiagnosis
import Forms
import MailSettings

/// The fields that few people need, behind a fold.
extension State {
  /// Whether a field of a section is shown now.
  func isShown(_ field: Field, in screen: Screen) -> Bool {
    // Without a link there is nothing to unlink.
    if case .button(.unlink) = field.control, !link.isLinked { return false }
    return field.isShown(draft) && (!field.isAdvanced || unfolded.contains(screen.id))
  }

  /// Whether the advanced fields of the current section are shown.
  var isUnfolded: Bool { screen.map { unfolded.contains($0.id) } ?? false }

  /// Opens or closes the fold of the section; it stays open where something behind it is set.
  mutating func toggleFold() {
    guard let screen else { return }
    if unfolded.remove(screen.id) == nil {
      unfolded.insert(screen.id)
    } else if let field = settled(screen) {
      unfolded.insert(screen.id)
      notice = .foldStaysOpen(field.label)
    }
  }

  /// Opens the fold of the section that is shown where something behind it is set or wrong.
  mutating func unfoldWhatIsSet() {
    if let screen, settled(screen) != nil { unfolded.insert(screen.id) }
  }

  /// The first field behind the fold that is not at its default.
  private func settled(_ screen: Screen) -> Field? {
    screen.fields.first { field in
      guard field.isAdvanced, field.isShown(draft), case .setting(let key) = field.key else {
        return false
      }
      let setting = key.setting
      return setting.problem(draft) != nil
        || setting.effective(in: draft) != setting.defaultText(draft)
    }
  }
}
