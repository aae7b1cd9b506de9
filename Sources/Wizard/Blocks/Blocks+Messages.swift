import Forms
import MailSettings

/// What is said under a field: why it stands as it does, what is wrong, what is odd.
extension Blocks {
  /// The problem of a field that may show now: at once when no typing mends it, else once it was
  /// left.
  func shownProblem(_ field: Field, _ item: Item) -> Problem? {
    guard let problem = state.problem(of: field) else { return nil }
    let isEdited = state.focus == item
    if problem.isMissing { return field.key.map(state.leftFields.contains) == true ? problem : nil }
    return problem.isFinal || !isEdited ? problem : nil
  }

  /// The line under a field, always there, so that nothing moves when a problem comes up.
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

  /// What is wrong, in the same column on the whole page: that of the texts where there is room for
  /// it.
  private func trouble(_ sentence: String, in screen: Screen) -> [Row] {
    let labels = labelColumns(screen)
    let indent = labels > 2 && columns - labels >= 30 ? labels : 0
    return wrapped("! " + glyphs.adapt(sentence), columns: columns - indent).map {
      [Span(String(repeating: " ", count: indent)), Span($0, .trouble)]
    }
  }

  func warnings(at key: FieldKey, in screen: Screen) -> [Block] {
    // Once on a page that edits both of what does not fit together.
    let shown = draft.warnings.filter {
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

  /// The ways out of a problem, under its sentence.
  func fixes(at key: SettingKey) -> [Block] {
    let fixes = draft.fixes(at: key)
    return fixes.isEmpty ? [] : [buttons(fixes.indices.map { .warningFix(key, $0) }), .blank]
  }

  /// A key's fixes are counted together: see ``MailSettings/Draft/allFixes(at:)``.
  func items(of warning: Warning) -> [Item] {
    guard let key = warning.key.setting else { return [] }
    let all = draft.allFixes(at: key)
    return warning.fixes.compactMap { fix in
      all.firstIndex(of: fix).map { .warningFix(key, $0) }
    }
  }

  /// Why Encryption is marked although nothing is sent in clear: with TLS if available the password
  /// is kept back where the server offers none. Said there, and where the password is set.
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
