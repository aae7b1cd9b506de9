import Forms
import MailSettings

/// Shows a typed password by a key, and only while its field has the focus.
extension State {
  /// Shows or hides what is typed in the focused password field.
  mutating func togglePassword() {
    guard case .password(let setting)? = focusedField?.control else {
      notice = .showsOnlyHere
      return
    }
    guard draft[keyPath: setting.path].isTyped else {
      notice = .showsOnlyTyped
      return
    }
    isRevealed.toggle()
  }

  /// Hides it again once its field has lost the focus.
  mutating func hidePassword(since before: State) {
    if focus != before.focus || page != before.page || dialog != nil || editedText?.isEmpty == true
    {
      isRevealed = false
    }
  }
}

extension PasswordDraft {
  /// Whether a new password was typed.
  fileprivate var isTyped: Bool {
    if case .replace = change { return true }
    return false
  }
}
