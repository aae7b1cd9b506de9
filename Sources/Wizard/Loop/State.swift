public import Forms
import MailDiagnosis
public import MailSettings
import Screens

/// Everything that the wizard knows: a value, changed only by ``update(_:)``.
public struct State: Equatable, Sendable {
  /// What does not change while the wizard runs.
  public struct Surroundings: Equatable, Sendable {
    /// The folder of the set-up.
    public var home: String
    /// The signs and borders of this terminal.
    public var glyphs: Glyphs
    /// A note for the first page, such as where the practice mails lie.
    public var note: String?

    /// Surroundings of a wizard.
    public init(home: String, glyphs: Glyphs, note: String? = nil) {
      self.home = home
      self.glyphs = glyphs
      self.note = note
    }
  }

  /// What does not change while the wizard runs.
  public let surroundings: Surroundings
  /// Who else edits this set-up, so that this wizard may not; nil when nobody does.
  public internal(set) var heldBy: String?
  /// Whether a change was tried that only the holder of the set-up may make.
  var asksToTakeOver = false
  /// The terminal's size; zero until the first event tells it.
  public internal(set) var size = Size(columns: 0, rows: 0)
  /// The set-up as it lies in its folder.
  public internal(set) var saved: Draft
  /// The set-up as it stands on the form.
  public internal(set) var draft: Draft
  /// Whether this is the first run, led page by page to a summary.
  public internal(set) var isGuided: Bool
  /// Which page is shown.
  public internal(set) var page: Page
  /// What has the focus on it.
  public internal(set) var focus: Item
  /// The cursor in the focused text, in characters.
  var cursor = Int.max
  /// Where the last Escape came from, for a digit that makes an Alt key of it; nil after any other
  /// key.
  var escaped: Escaped?
  /// A digit typed in the list of sections, to which a second one may belong.
  var firstDigit: Int?
  /// The sections whose advanced fields are shown.
  var unfolded: Set<Section> = []
  /// Whether what is typed in the focused password field is shown.
  var isRevealed = false
  /// Whether the server's settings began with the wizard's proposal, and are not saved yet.
  var isServerNew = false
  /// Whether the port is the wizard's proposal, which typing replaces.
  var isPortProposed = false
  /// What answers on the ports of the server.
  var search = PortSearch()
  /// The address for the test e-mail.
  public internal(set) var recipient = Entry<MailAddress>()
  /// The sections that were seen, for their marks.
  var visited: Set<Section> = []
  /// The fields that were left at least once, so that their problems may show.
  var left: Set<FieldKey> = []
  /// What lies above the page.
  public internal(set) var dialog: Dialog?
  /// The last thing worth telling, in the place of the help.
  public internal(set) var notice: Notice?
  /// What the network or the disk is doing.
  public internal(set) var work: Work?
  /// The number of the last request; answers to older ones are ignored.
  var run = 0
  /// The test e-mail.
  public internal(set) var test = Trial()
  /// The sign-in at the incoming mailbox.
  public internal(set) var signIn = Trial()
  /// Which of the two was begun last.
  var latest = Field.Panel.test
  /// The certificate of the SMTP server.
  var card = Card()
  /// The certificate of the incoming mailbox server.
  var incomingCard = Card()
  /// Whether a certificate was imported, which needs no saving.
  var hasImported = false
  /// Whether the set-up was saved since the wizard began.
  var hasSaved = false

  /// A wizard on a set-up; guided when there is none yet, else at a section or the first one.
  ///
  /// `proposed` is what the form begins with where that is more than what is saved.
  public init(
    surroundings: Surroundings, saved: Draft, proposed: Draft? = nil, isFirstRun: Bool,
    section: Section? = nil, recipient: String = "", heldBy: String? = nil
  ) {
    self.surroundings = surroundings
    self.heldBy = heldBy
    self.saved = saved
    draft = proposed ?? saved
    isGuided = isFirstRun && section == nil
    page = isGuided ? .welcome : .summary
    focus = .next
    self.recipient.text = recipient
    if !isFirstRun { visited = Set(Section.allCases) }
    begin(at: section)
    tellHolder()
  }

  /// Shows the first page; without a section asked for, where something is wrong or missing.
  private mutating func begin(at section: Section?) {
    if let section {
      show(section)
    } else if !isGuided, let problem = draft.problems.first,
      let screen = Catalog.screen(editing: problem.key)
    {
      show(screen.id, key: problem.key)
    } else {
      enterPage()
    }
  }

  /// How many settings and passwords differ from what is saved.
  public var unsavedChanges: Int { draft.changes(from: saved) }
}

/// What is shown under the title line.
public enum Page: Hashable, Sendable {
  /// The first page of a first run.
  case welcome
  case section(Section)
  /// What is set, or will be written: the last page of a first run, the first one of a saved
  /// set-up.
  case summary
}

/// Where Escape was pressed.
struct Escaped: Equatable, Sendable {
  var page: Page
  var focus: Item
  var cursor: Int
}

/// Something that can have the focus.
public enum Item: Hashable, Sendable {
  /// A field of the section, by its index in `Screen.fields`.
  case field(Int)
  /// The button beside a password that deletes it, or takes the change back.
  case deletePassword(PasswordSetting)
  case undoPassword(PasswordSetting)
  /// A fix of a warning, by the warning's key and the fix's index.
  case warningFix(SettingKey, Int)
  /// A way out under a diagnosis on a panel, by its index.
  case fix(Field.Panel, Int)
  /// Goes to the section where a problem stands.
  case goTo(FieldKey)
  /// A certificate of a panel, only to be looked at.
  case certificate(Field.Panel, Int)
  /// Begins the import of the certificate that a panel shows.
  case importCertificate(Field.Panel)
  /// Does again what a panel tells of.
  case sendAgain(Field.Panel)
  /// Takes the last fix on a panel back.
  case undo(Field.Panel)
  /// Sends the test e-mail as one that a user triggers.
  case sendAsUser
  /// Shows the dialogue with the server.
  case transcript(Field.Panel)
  /// An entry of the list of sections.
  case page(Page)
  /// Puts the focus on that list.
  case sections
  case sendTest
  case back
  case next
  case save
  case quit
}

/// What lies above the page until it is answered.
public enum Dialog: Equatable, Sendable {
  /// Help, scrolled down by so many lines.
  case help(Int)
  /// A panel's transcript, scrolled down by so many lines; `Int.max` stays at its end.
  case transcript(Field.Panel, Int)
  /// "Quit?", with the chosen answer.
  case quit(Int)
  /// "Changed meanwhile": the set-up on disk, whether to quit after saving, the chosen answer.
  case changedOnDisk(Draft, thenQuit: Bool, choice: Int)
  /// "Send the password in clear?", with the chosen answer.
  case clearText(ClearTextQuestion, Int)
  /// Typing a part of the fingerprint before an import, with what is wrong with it.
  case fingerprint(Field.Panel, String, String?)
}

/// Something that is under way outside.
public struct Work: Equatable, Sendable {
  /// What is under way.
  public enum Kind: Equatable, Sendable {
    case save(thenQuit: Bool)
    case test
    case signIn
    case inspection(Field.Panel)
    case importing(Field.Panel)
    case search
  }

  /// What is under way.
  public var kind: Kind
  /// The number of the request.
  public var run: Int
  /// How long it has been under way, in milliseconds.
  public var elapsed = 0
}
