import Forms
import MailSettings

/// What is shown under a field: its hint, its problem and its warnings.
extension Blocks {
  /// The problem to show at a field: at once when no typing can mend it, else once the field was
  /// left.
  func shownProblem(_ field: Field, _ item: Item) -> Problem? {
    guard let problem = state.problem(of: field, among: problems) else { return nil }
    let isEdited = state.focus == item
    if problem.isMissing { return field.key.map(state.leftFields.contains) == true ? problem : nil }
    return problem.isFinal || !isEdited ? problem : nil
  }

  /// The line under a field, which is always there, so that nothing moves when a problem appears.
  func messages(
    _ field: Field, _ item: Item, in screen: Screen, hint: String? = nil
  ) -> [Row] {
    guard let problem = shownProblem(field, item) else {
      guard let hint else { return [[]] }
      let before = max(0, min(labelColumns(screen), columns - CellWidth.of(hint)))
      return [[Span(String(repeating: " ", count: before)), Span(hint, .dim)]]
    }
    let isOffered = problem.isMissing && field.proposal(draft) != nil
    return trouble(isOffered ? "only proposed: Enter takes it" : problem.sentence, in: screen)
  }

  /// A problem, in the same column everywhere on the page: that of the text fields if there is
  /// room.
  private func trouble(_ sentence: String, in screen: Screen) -> [Row] {
    let labels = labelColumns(screen)
    let indent = labels > 2 && columns - labels >= 30 ? labels : 0
    return wrapped("! " + glyphs.adapt(sentence), columns: columns - indent).map {
      [Span(String(repeating: " ", count: indent)), Span($0, .trouble)]
    }
  }

  func warnings(at key: FieldKey, in screen: Screen) -> [Block] {
    // A warning about two settings is shown once on a page that edits both.
    let shown = warnings.filter {
      $0.key == key
        || ($0.otherKey.map(FieldKey.setting) == key && !screen.keys.contains($0.key))
    }
    return shown.flatMap { warning in
      let rows = trouble(warning.sentence + ".", in: screen)
      let indent = rows.first?.first.map { CellWidth.of($0.text) } ?? 0
      let fixes = items(of: warning)
      return [Block(rows: rows), buttons(fixes, indent: indent), .blank]
    }
  }

  /// The fixes of a problem, shown under its sentence.
  func fixes(at key: SettingKey) -> [Block] {
    let fixes = draft.fixes(at: key)
    return fixes.isEmpty ? [] : [buttons(fixes.indices.map { .warningFix(key, $0) }), .blank]
  }

  /// The buttons of a warning's fixes. The indices are those of
  /// ``MailSettings/Draft/allFixes(at:)``.
  func items(of warning: Warning) -> [Item] {
    guard let key = warning.key.setting else { return [] }
    let all = draft.allFixes(at: key)
    return warning.fixes.compactMap { fix in
      all.firstIndex(of: fix).map { .warningFix(key, $0) }
    }
  }

  /// Tells that with TLS if available the password is not sent to a server without TLS, which is
  /// why Encryption is marked. Shown there and where the password is set.
  func mayKeepPasswordBack(on screen: Screen) -> [Block] {
    draft.openServers.filter { draft.encryption(of: $0) == .tlsIfAvailable }.flatMap { server in
      let section = server.encryptionSection
      guard [section, .authentication].contains(screen.id) else { return [Block]() }
      let sentence =
        screen.id == section
        ? "! Where the server offers no TLS, the password is not sent: choose TLS or SSL, which always "
          + "encrypt."
        : "! Where the server offers no TLS, the password is not sent: choose TLS or SSL under "
          + "\(section.title), which always encrypt."
      return [.paragraph(sentence, columns: columns, .trouble), .blank]
    }
  }
}

extension Problem {
  /// Whether nothing stands where something is needed.
  var isMissing: Bool {
    switch self {
    case .missing, .noPassword: true
    default: false
    }
  }
}
