public import Forms
public import MailDiagnosis
public import MailSettings
import Screens
public import SystemAccess

/// Everything that the wizard knows: a value, changed only by ``update(_:)``.
public struct State: Equatable, Sendable {
  /// What does not change while the wizard runs.
  public struct Surroundings: Equatable, Sendable {
    /// The folder of the set-up.
    public var home: String
    /// The signs and borders of this terminal.
    public var glyphs: Glyphs
    /// The practice server that runs beside the wizard; nil where none does.
    public var practice: PracticePlace?

    /// The surroundings of a wizard.
    public init(home: String, glyphs: Glyphs, practice: PracticePlace? = nil) {
      self.home = home
      self.glyphs = glyphs
      self.practice = practice
    }
  }

  /// The port at which a practice server accepts mails, and the folder where it puts them.
  public struct PracticePlace: Equatable, Sendable {
    /// The TCP port on this machine.
    public var port: Int
    /// The Maildir folder of the mails.
    public var mailbox: String

    /// A practice server's place.
    public init(port: Int, mailbox: String) {
      self.port = port
      self.mailbox = mailbox
    }
  }

  /// What does not change while the wizard runs.
  public let surroundings: Surroundings
  /// Why this wizard may not edit the set-up, such as who else has it open; nil when it may.
  public internal(set) var heldBy: ForeignError?
  /// Whether a change was tried that only the holder of the set-up may make.
  var asksToTakeOver = false
  /// The terminal's size; zero until the first event tells it.
  public internal(set) var size = Size(columns: 0, rows: 0)
  /// The set-up as it is saved.
  @Boxed public internal(set) var saved: Draft
  /// The set-up in the form.
  @Boxed public internal(set) var draft: Draft
  /// Whether this is the first run, led page by page to a summary.
  public internal(set) var isGuided: Bool
  /// Which page is shown.
  public internal(set) var page: Page
  /// What has the focus on it.
  public internal(set) var focus: Item
  /// The cursor in the focused text, in characters.
  var cursor = Int.max
  /// The page and focus before the last Escape, which a digit may turn into an Alt key; nil after
  /// any other key.
  var escaped: Escaped?
  /// A digit that was typed in the list of sections, which a second one may follow.
  var firstDigit: Int?
  /// The sections whose advanced fields are shown.
  var unfolded: Set<Section> = []
  /// Whether what is typed in the focused password field is shown.
  var isRevealed = false
  /// Whether the server's settings began with a proposal and are not saved yet.
  var isServerNew = false
  /// Whether the port is the wizard's proposal, which typing replaces.
  var isPortProposed = false
  /// The search for the server's ports.
  @Boxed var search = PortSearch()
  /// The search for the number of connections that the server accepts; nil before it is begun.
  @Boxed var limitSearch: LimitSearch? = nil
  /// The address for the test e-mail.
  public internal(set) var recipient = Entry<MailAddress>()
  /// A sample text for the preview of the chosen encoding.
  public internal(set) var sample = Entry<PlainText>()
  /// The sections that were seen, for their marks.
  var visited: Set<Section> = []
  /// The fields that were left at least once, so that their problems may show.
  var leftFields: Set<FieldKey> = []
  /// The open dialog; nil for none.
  @Boxed public internal(set) var dialog: Dialog? = nil
  /// The message that is shown in place of the help; nil for none.
  @Boxed public internal(set) var notice: Notice? = nil
  /// What is under way outside; nil for nothing.
  @Boxed public internal(set) var work: Work? = nil
  /// The number of the last request; answers to older ones are ignored.
  var run = 0
  /// The test e-mail.
  @Boxed public internal(set) var test = Trial()
  /// The sign-in at the incoming mailbox.
  @Boxed public internal(set) var signIn = Trial()
  /// Which of the two was begun last.
  var latest = Field.Panel.test
  /// The certificate of the SMTP server.
  @Boxed var look = CertificateLook()
  /// The certificate of the incoming mailbox server.
  @Boxed var incomingLook = CertificateLook()
  /// The link to Microsoft Exchange, and what its tokens were got for.
  @Boxed public internal(set) var link = LinkStatus()
  var linkedAs: LinkedApplication
  /// Why the application got no token; nil where nothing failed.
  @Boxed var linkFailure: SignInFailure? = nil
  /// The sign-in at Microsoft while its page is shown.
  @Boxed var microsoft: MicrosoftSignInPage? = nil
  /// Whether a certificate was imported, which needs no saving.
  var hasImported = false
  /// The queue's mails; nil before they were read.
  @Boxed public internal(set) var queue: QueueLook? = nil
  /// Whether the set-up was saved since the wizard began.
  var hasSaved = false
  /// The text that was typed to search the focused choice.
  var choiceTyped = ""
  /// The form before each change since the last save.
  var former: [UndoStep] = []
  /// Whether the last change was typed into the field that has the focus.
  var isTypingOn = false

  /// Begins a wizard: guided where there is no set-up yet, else at a section or at the first page.
  ///
  /// `proposed` is the form to begin with where it differs from what is saved.
  public init(
    surroundings: Surroundings, saved: Draft, proposed: Draft? = nil, isFirstRun: Bool,
    section: Section? = nil, recipient: String = "", heldBy: ForeignError? = nil,
    link: LinkStatus = LinkStatus()
  ) {
    self.link = link
    linkedAs = LinkedApplication(saved)
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

  /// Shows the section that was asked for, else the first page with something wrong or missing.
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
