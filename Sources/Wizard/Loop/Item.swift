public import Forms
public import MailSettings

/// What is shown under the title line.
public enum Page: Hashable, Sendable {
  /// The first page of a first run.
  case welcome
  case section(Section)
  /// Signing in at Microsoft, from the section Exchange.
  case microsoftSignIn
  /// The settings, as they are or will be written: the last page of a first run, the first one of a
  /// saved set-up.
  case summary
  /// Opened from the summary: programs that hand in mail, and the mails that wait.
  case queue
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
  /// A fix under a diagnosis on a panel, by its index.
  case fix(Field.Panel, Int)
  /// Goes to the field with a problem.
  case goTo(FieldKey)
  /// A certificate of a panel, only to be looked at.
  case certificate(Field.Panel, Int)
  /// Begins the import of the certificate that a panel shows.
  case importCertificate(Field.Panel)
  /// Repeats the test, sign-in or inspection of a panel.
  case sendAgain(Field.Panel)
  /// Undoes the last fix on a panel.
  case undo(Field.Panel)
  /// Sends the test e-mail as one that a user triggers.
  case sendAsUser
  /// Sets the limit to the number of connections that the server accepts.
  case useLimit
  /// Chooses UTF-8 as the encoding.
  case useUTF8
  /// Shows the dialogue with the server.
  case transcript(Field.Panel)
  /// The field for the address at which the browser ended after a sign-in at Microsoft.
  case pasted
  /// A button of the page to sign in at Microsoft.
  case signIn(SignIn)
  /// Goes to the page about the queue.
  case queue
  /// Switches the relay on or off, by which other programs hand in mail.
  case relay
  /// Switches the queue on or off, which keeps mails that cannot be passed on.
  case keepMails
  /// A mail of the queue, by its name there.
  case mail(String)
  /// An entry of the list of sections.
  case page(Page)
  /// Moves the focus to that list.
  case sections
  case sendTest
  case back
  case next
  case save
  case quit

  /// The buttons of the page to sign in at Microsoft.
  public enum SignIn: Hashable, Sendable {
    /// Links by what was pasted.
    case goOn
    case copy
    case listen
    case useDevice
    /// Shows what to do where the browser refuses.
    case refused
    case pasteBack
    case sendingOnly
    case leave
  }
}
