import Forms
import MailSettings
import SystemAccess

extension State {
  /// A field's help; of a password, only what can be done with the present one.
  func help(_ field: Field) -> String {
    guard case .password(let setting) = field.control else { return field.help }
    let password = draft[keyPath: setting.path]
    guard let stored = password.stored else {
      return password.isChanged
        ? "Saving stores this password in secrets.toml, which only you can read. “Undo” takes it back."
        : "Type the password. Saving stores it in secrets.toml, which only you can read."
    }
    switch password.change {
    case .delete: return "Saving deletes the stored password. “Undo” keeps it, typing replaces it."
    case .replace: return "Saving replaces the stored password. “Undo” keeps the old one."
    case .keep:
      guard case .passwordForOtherHost? = problem(of: field), let host = stored.host else {
        return field.help
      }
      return
        "The stored password is for \(host.printable(limit: 60)) and is sent nowhere else: type "
        + "the one for this server."
    }
  }
  /// What the focused button does, where its label does not say everything; else nil.
  var helpOfButton: String? {
    switch focus {
    case .fix(let panel, let index):
      return fixes(of: panel)[safe: index].flatMap { help($0, of: panel) }
    case .sendAgain(let panel):
      return isAboutLook(panel)
        ? "Fetches the certificate again. Nothing secret is sent."
        : "Tries with what is on the form now."
    case .undo: return "Puts back what was there before the change."
    case .sendAsUser: return helpOfSendAsUser
    case .useUTF8: return "Changes the form: UTF-8 holds the text of every language."
    case .importCertificate:
      return "Asks for a part of the fingerprint, then trusts this certificate for this server."
    case .relay:
      return "Sets where the relay listens, or takes that back. It counts once it is saved."
    case .keepMails: return "Changes \(SettingKey.queueEnabled.name). It counts once it is saved."
    case .mail: return QueueWords.mail
    case .queue: return "Programs that hand in mail, and the mails that wait."
    case .useLimit: return "Sets the limit to what the server has borne."
    case .transcript: return "Shows the dialogue with the server, passwords left out."
    case .pasted, .signIn, .field, .deletePassword, .undoPassword, .warningFix, .goTo, .certificate,
      .page,
      .sections, .sendTest, .back, .next, .save, .quit:
      return nil
    }
  }

  /// The help of the focused item on the page for the sign-in at Microsoft.
  var helpOfSignIn: String {
    switch focus {
    case .pasted: "Paste the whole address that the browser shows at the end, then press Enter."
    case .signIn(.goOn):
      "Links the account by what was pasted. A link that works stays if this fails."
    case .signIn(.copy):
      "Hands the address to your terminal's clipboard, if your terminal allows it."
    case .signIn(.listen):
      "Waits for the browser at a port of this machine; http://localhost has to be registered in Azure."
    case .signIn(.useDevice): "Shows a short code to type on a phone. Many organizations block it."
    case .signIn(.refused): "What to do when the browser wants an administrator, or shows an error."
    case .signIn(.pasteBack): "Back to the address and to pasting what the browser shows."
    case .signIn(.sendingOnly):
      "Asks for SMTP.Send alone, which people may allow by themselves in most organizations."
    case .signIn(.leave): "Back to the section. A link that works stays as it is."
    default: ""
    }
  }

  private func help(_ fix: Fix, of panel: Field.Panel) -> String? {
    switch fix {
    case .change:
      goesOn(after: fix, of: panel)
        ? "Changes the form and tries again by the same key. Undo takes the change back."
        : "Changes the form. Nothing is sent before you say so; Undo takes the change back."
    case .allowClearText: "Asks first: anyone on the way could read the password."
    case .open, .changeRecipient, .lookAtCertificate, .typePassword, .typeNewPassword,
      .signInAgain:
      nil
    }
  }

  private var helpOfSendAsUser: String? {
    guard let user = exampleUser else { return nil }
    return draft.message.sender.value == .user
      ? "Sends the test as a mail that a user triggers: from \(user.text)."
      : "Sends the test as a mail that a user triggers: from the system, replies to \(user.text)."
  }
}

/// References to the application's documentation.
enum DocumentationWords {
  /// The heading in the page “Outgoing email connection” that a section is about.
  static func section(_ section: Section) -> String {
    "Documentation, Outgoing email connection: “\(heading(section))”."
  }

  private static func heading(_ section: Section) -> String {
    switch section {
    case .mailProtocol: "Outgoing email connection"
    case .exchange: "MS Exchange Server"
    case .systemAddress: "SMTP user"
    case .server: "SMTP server name"
    case .encryption: "Encrypted connections"
    case .authentication, .incomingMailbox: "SMTP authentication"
    case .encoding: "Mail encoding"
    case .senderMode: "Sending emails from the system or user account"
    case .connectionLimit: "Limiting the number of connections"
    case .testEmail: "Test the configuration"
    }
  }
}
