import Forms
import MailSettings
import Screens

extension State {
  var isFirstSection: Bool { page == Section.allCases.first.map(Page.section) }

  /// Moves the focus to the next or previous item, from the last to the first and back.
  mutating func moveFocus(by step: Int) {
    let items = Blocks(self).items
    guard let index = items.firstIndex(of: focus), !items.isEmpty else { return }
    leaveField()
    focus = items[(index + step + items.count) % items.count]
    cursor = .max
  }

  /// Whether it is the first thing on the page that can have the focus.
  func isFirst(_ item: Item) -> Bool { Blocks(self).items.first == item }

  /// Moves the focus on to the next field, else to Next.
  mutating func goOn() {
    let next = nextOnTheWay
    leaveField()
    focus = next
    cursor = .max
  }

  /// The item after the focused one, without buttons that are optional.
  var nextOnTheWay: Item {
    Blocks(self).items.drop { $0 != focus }.dropFirst().first(where: isOnTheWay) ?? .next
  }

  private func isOnTheWay(_ item: Item) -> Bool {
    guard case .field(let index) = item, let field = screen?.fields[safe: index] else {
      return item == .next
    }
    switch field.control {
    case .button(let action): return action == .sendTest || action == leftAction
    // These are optional.
    case .sample, .fold: return false
    case .text, .choice, .line, .toggle, .password, .recipient, .note, .verbatim, .foundLimit,
      .panel, .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview:
      return true
    }
  }

  /// The action of the section's own button while it is still to be done.
  private var leftAction: Field.Action? {
    guard screen?.id == .exchange, linkInForce == nil else { return nil }
    return draft.exchange.chosenFlow == .delegated ? .linkAccount : .fetchToken
  }

  /// Goes to the next or previous page that applies.
  mutating func turnPage(by step: Int) -> [Effect] {
    if page == .microsoftSignIn { microsoft = nil }
    guard let page = neighbour(step) else { return [] }
    leaveSection()
    self.page = page
    enterPage()
    tellOfPassword()
    return []
  }

  /// Tells at once that a stored password is not sent to a server that was changed since.
  private mutating func tellOfPassword() {
    for (key, problem) in draft.problems.map({ ($0.key, $0.problem) }) {
      guard case .passwordForOtherHost(let given, let now) = problem else { continue }
      guard screen?.keys.contains(key) == false else { return }
      notice = .passwordForOtherHost(given: given, now: now)
      return
    }
  }

  /// Shows a section and, in it, the field of a key.
  mutating func show(_ section: Section, key: FieldKey? = nil) {
    leaveSection()
    page = .section(section)
    enterPage()
    let screen = Catalog.screen(of: section)
    if let key, let field = screen.place(of: key, in: draft) {
      if screen.fields[field].isAdvanced { unfolded.insert(section) }
      focus = .field(field)
      leftFields.insert(key)
    }
  }

  /// Shows the page about the queue.
  mutating func showQueue() {
    leaveSection()
    page = .queue
    queue = nil
    enterPage()
  }

  /// Puts the focus on the first thing of the page; on the summary, on what is left to do.
  mutating func enterPage() {
    if let screen { visited.insert(screen.id) }
    proposeEncryption()
    proposePort()
    unfoldWhatIsSet()
    focus = .next
    focus = page == .summary ? leftToDo : Blocks(self).items.first ?? .next
    cursor = .max
  }

  private var leftToDo: Item {
    if isGuided || unsavedChanges > 0 { return .save }
    return hasProof ? .quit : .sendTest
  }

  /// The next or previous page that applies; nil at the ends.
  func neighbour(_ step: Int) -> Page? {
    switch page {
    case .welcome: return step > 0 ? Section.allCases.first.map(Page.section) : nil
    case .microsoftSignIn: return .section(.exchange)
    case .queue: return step < 0 ? .summary : nil
    case .summary: return step < 0 ? Section.allCases.last.map(Page.section) : nil
    case .section(var section):
      repeat {
        guard let next = Section.numbered(section.number + step) else {
          return step > 0 ? .summary : nil
        }
        section = next
      } while !Catalog.screen(of: section).applies(draft)
      return .section(section)
    }
  }

  /// Notes that the focused field was left, so that its problem may be shown.
  mutating func leaveField() {
    if let key = focusedField?.key { leftFields.insert(key) }
  }

  mutating func leaveSection() {
    screen.map { leftFields.formUnion($0.keys.filter { $0 != .recipient }) }
    notice = nil
  }
}

extension Screen {
  /// The index of the field that edits a key; for a password that a command prints, that of the
  /// command.
  ///
  /// Where a choice and a text field share a setting, it is the text field, which accepts any text.
  fileprivate func place(of key: FieldKey, in draft: Draft) -> Int? {
    let shown = { (key: FieldKey) in
      self.fields.lastIndex { $0.key == key && $0.isShown(draft) }
    }
    if let place = shown(key) { return place }
    guard case .password(let password) = key else { return fields.lastIndex { $0.key == key } }
    return password.serverKeys.passwordCommand.flatMap { shown(.setting($0)) }
  }
}
