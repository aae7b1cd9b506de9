import Forms
import MailSettings

/// What is wrong or odd at a setting, with its ways out as buttons.
extension Blocks {
  /// The ways out of a problem, under its sentence.
  func fixes(at key: SettingKey) -> [Block] {
    let fixes = draft.fixes(at: key)
    return fixes.isEmpty ? [] : [buttons(fixes.indices.map { .warningFix(key, $0) }), .blank]
  }

  /// A key's fixes are counted together: see ``MailSettings/Draft/allFixes(at:)``.
  func items(of warning: Warning) -> [Item] {
    let all = draft.allFixes(at: warning.key)
    return warning.fixes.compactMap { fix in
      all.firstIndex(of: fix).map { .warningFix(warning.key, $0) }
    }
  }
}
