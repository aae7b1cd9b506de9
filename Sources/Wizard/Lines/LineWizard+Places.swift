import Forms
import MailSettings
import Screens

/// The order of the questions, which is that of the sections and their fields.
extension LineWizard {
  /// The sections that are asked about; the test e-mail comes after saving.
  private var sections: [Section] {
    only.map { $0 == .testEmail ? [] : [$0] } ?? Section.allCases.filter { $0 != .testEmail }
  }

  var first: Place {
    place(in: sections[...]) ?? (only == .testEmail ? .recipient : .save)
  }

  /// The question that follows.
  private func next(after place: Place) -> Place {
    switch place {
    case .field(let section, let index):
      if let next = fields(of: section).first(where: { $0 > index }) {
        return .field(section, next)
      }
      return self.place(in: sections.drop { $0 != section }.dropFirst()) ?? .save
    case .save: return wantsTest ? .recipient : .end
    case .recipient, .end: return isUnsaved ? .save : .end
    case .ways(_, let asked): return next(after: asked)
    }
  }

  /// Whether there are changes that somebody may want to save.
  private var isUnsaved: Bool { state.unsavedChanges > 0 && state.draft != unwanted }

  private func place(in sections: ArraySlice<Section>) -> Place? {
    for section in sections where Catalog.screen(of: section).applies(state.draft) {
      if let index = fields(of: section).first { return .field(section, index) }
    }
    return nil
  }

  /// The fields of a section that are asked, by their indices.
  private func fields(of section: Section) -> [Int] {
    let screen = Catalog.screen(of: section)
    return screen.fields.indices.filter { isAsked(screen.fields[$0], in: screen) }
  }

  /// Whether a section asks for a field: each setting is asked for once, in its own section where
  /// it has one.
  private func isAsked(_ field: Field, in screen: Screen) -> Bool {
    guard state.isShown(field, in: screen) else { return false }
    switch field.control {
    case .text(let setting, _): return !screen.hasLine(for: setting)
    case .line(let setting, _), .choice(let setting, _), .toggle(let setting):
      return only != nil || Catalog.screen(editing: .setting(setting.key))?.id == screen.id
    case .password, .button, .fold: return true
    case .recipient, .sample, .note, .verbatim, .foundLimit, .panel, .portAnswers, .linkStatus,
      .encodingPreview, .senderPreview:
      return false
    }
  }

  /// The field that is asked about.
  var field: Field? {
    guard case .field(let section, let index) = place else { return nil }
    return Catalog.screen(of: section).fields[index]
  }

  // MARK: - Moving

  /// Goes on to the next question.
  mutating func goOn() {
    let before = place
    if field != nil || place == .save { asked.append(place) }
    place = detour ?? next(after: place)
    detour = nil
    enter(from: before)
  }

  /// Goes back to the question before.
  mutating func goBack() {
    guard let previous = asked.popLast() else {
      lines.append(LineWords.isFirst)
      return
    }
    let before = place
    if place == .recipient { wantsTest = only == nil }
    place = previous
    enter(from: before)
  }

  /// Goes to a field that a fix has opened, and afterwards back.
  mutating func visit(_ section: Section, _ index: Int) {
    let before = place
    detour = detour ?? place.origin
    place = .field(section, index)
    enter(from: before)
  }

  /// Says the heading of a new section or page.
  mutating func enter(from before: Place?) {
    switch place {
    case .field(let section, let index):
      if before?.section != section { begin(section) }
      (state.page, state.focus, state.cursor) = (.section(section), .field(index), .max)
    case .save: lines += ["", LineWords.summary] + summary
    case .recipient:
      wantsTest = false
      if state.page != .section(.testEmail) { state.show(.testEmail) }
    case .ways, .end: break
    }
    lines += choices
  }

  /// A section's heading, and the sentences that it begins with.
  private mutating func begin(_ section: Section) {
    if state.page != .section(section) { state.show(section) }
    lines += ["", LineWords.heading(section)]
    lines += text(Catalog.screen(of: section).fields.filter(\.isTold))
  }

  /// Says what will be needed, before the first question of a first run.
  var welcome: [String] {
    guard state.isGuided, only == nil else { return [] }
    let practice = [state.surroundings.practice?.sentence].compactMap(\.self)
    return [""]
      + (PageWords.welcome.prefix(2) + practice).flatMap { wrapped($0, columns: Self.columns) }
  }

  private var summary: [String] {
    state.draft.summary.map { "\($0.label): \($0.value)" }
      + (state.isGuided || state.unsavedChanges == 0
        ? [] : [PageWords.changes + ":"] + state.changeLines)
      + state.draft.warnings.map { "! \($0.sentence)." }
      + (state.draft.problems.first.map { ["! \(PageWords.incomplete($0.problem))"] } ?? [])
  }

  /// The values to choose from, numbered.
  var choices: [String] {
    switch field?.control {
    case .choice(_, let options): options.enumerated().map { LineWords.option($0, $1) }
    case .line(_, let options): LineWords.list(options)
    default: []
    }
  }

  /// The lines of fields that are only shown.
  func text(_ fields: [Field]) -> [String] {
    guard let screen = state.screen else { return [] }
    let blocks = Blocks(saying: state)
    return fields.filter { state.isShown($0, in: screen) }
      .flatMap { blocks.field($0, index: -1, in: screen) }.flatMap(\.lines)
  }
}

extension LineWizard.Place {
  fileprivate var section: Section? {
    if case .field(let section, _) = self { section } else { nil }
  }

  /// The question that a choice of fixes belongs to.
  var origin: Self {
    if case .ways(_, let asked) = self { asked } else { self }
  }
}

extension Screen {
  /// Whether the section has both a list and a text field for a setting.
  fileprivate func hasLine(for setting: Setting) -> Bool {
    fields.contains {
      if case .line(let chosen, _) = $0.control { chosen.key == setting.key } else { false }
    }
  }
}

extension Field {
  /// Whether the field only shows something.
  fileprivate var isTold: Bool {
    switch control {
    case .note, .verbatim, .linkStatus: true
    default: false
    }
  }
}

extension Block {
  /// The block's text; nothing where it is a button.
  var lines: [String] {
    let isPressed = stops.contains {
      if case .certificate = $0.item { false } else { true }
    }
    return isPressed ? [] : rows.map { $0.map(\.text).joined() }.filter { !$0.isEmpty }
  }
}
