import Forms
import MailSettings

extension State {
  /// The entries of the list of sections, top to bottom.
  static let listed: [Page] = Section.allCases.map(Page.section) + [.summary]

  /// The entry of the list that has the focus; nil while the page has it.
  var listEntry: Page? {
    guard case .page(let entry) = focus else { return nil }
    return entry
  }

  /// Puts the focus on the list, at the page that is shown.
  mutating func enterList() {
    leaveField()
    focus = .page(
      page == .welcome ? Self.listed.first ?? page : page == .queue ? .summary : page)
  }

  /// Goes back from the list to what is on the page.
  mutating func leaveList(to item: (([Item]) -> Item?) = \.first) {
    focus = .next
    focus = item(Blocks(self).items) ?? .next
    cursor = .max
  }

  /// Does what a key means in the list; false where it means the same as on the page.
  mutating func pressInList(_ key: Key, at entry: Page) -> Bool {
    switch key {
    case .up: moveInList(from: entry, by: -1)
    case .down: moveInList(from: entry, by: 1)
    case .home: focus = .page(Self.listed.first ?? entry)
    case .end: focus = .page(Self.listed.last ?? entry)
    case .enter, .right, .character(" "): open(entry)
    case .tab: leaveList()
    case .backTab: leaveList(to: \.last)
    case .escape:
      noteEscape()
      leaveList()
    case .character(let character): openByNumber(character)
    case .left, .backspace, .delete: break
    case .pageUp, .pageDown, .function, .control, .alt, .escaped: return false
    }
    return true
  }

  /// Takes a second digit: after a 1, which has opened the first section, 0 and 1 make 10 and 11.
  mutating func takeSecondDigit(_ key: Key) -> Bool {
    defer { firstDigit = nil }
    guard let firstDigit, case .character(let character) = key,
      let digit = character.wholeNumberValue
    else { return false }
    guard let section = Section.numbered(firstDigit * 10 + digit) else { return false }
    open(.section(section))
    return true
  }

  private mutating func openByNumber(_ character: Character) {
    guard let digit = character.wholeNumberValue, character.isASCII else { return }
    // There is no section 0: it can only be meant as the end of 10.
    Section.numbered(digit == 0 ? 10 : digit).map { open(.section($0)) }
    if digit == 1 { firstDigit = digit }
  }

  private mutating func moveInList(from entry: Page, by step: Int) {
    guard let index = Self.listed.firstIndex(of: entry) else { return }
    focus = .page(Self.listed[safe: index + step] ?? entry)
  }

  private mutating func open(_ entry: Page) {
    leaveSection()
    page = entry
    enterPage()
  }
}

extension Section {
  /// Its number in the list, beginning with 1.
  var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

  /// The section with a number; nil where there is none.
  static func numbered(_ number: Int) -> Section? { allCases[safe: number - 1] }
}

extension Array {
  /// The element at an index, or nil where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
