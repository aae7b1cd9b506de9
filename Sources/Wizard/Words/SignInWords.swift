import MailDiagnosis
import MailSettings
import SystemAccess

/// Words of the page for the sign-in at Microsoft.
enum SignInWords {
  static func open(_ scope: SignInScope) -> String {
    switch scope {
    case .all: "Open this address in a browser, on any machine, and sign in there:"
    case .sendingOnly:
      "Open this address in a browser, on any machine, and sign in there, for sending alone:"
    }
  }

  static func pasteBack(_ account: ExchangeAccount) -> String {
    "At the end the browser shows a new address, even if its page does not open. "
      + "Copy it whole and paste it here:"
  }

  static let moment = "One moment."
  static let asking = "Asking Microsoft. Esc cancels."
  /// Tells that it is waiting, and which key cancels unless it is line mode.
  static func waiting(isSaid: Bool) -> String {
    isSaid ? "Waiting for the browser." : "Waiting for the browser. Esc cancels."
  }

  static let openNow = "Then open this address there, and sign in:"

  static func listen(_ place: ListeningPlace) -> String {
    "This machine waits for the browser at port \(place.port). If the browser runs elsewhere, type "
      + "there first:"
  }

  static func tunnel(_ place: ListeningPlace) -> String {
    "ssh -L \(place.port):localhost:\(place.port) \(place.host.printable(limit: 100))"
  }

  static let device = "Open this address on any device:"
  static let deviceWithQR = "Open this address on any device, by the picture too, and type there:"
  static let typeCode = "Type this code there, and sign in:"

  /// `14:05 left. Esc cancels.`
  static func countdown(_ seconds: Int, isSaid: Bool) -> String {
    let rest = seconds % 60
    let time = "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    return isSaid ? "\(time) left." : "\(time) left. Esc cancels."
  }

  static let consentGiven =
    "An administrator has allowed the application. Now sign in by the address above."
  static let needsApproval =
    "“Need admin approval”: Microsoft lets people allow sending by themselves, but not reading a "
    + "mailbox (IMAP), which the documented scopes ask for too."
  static let sendingOnly = "If nobody has to read mails, sign in for sending alone:"
  static let consent =
    "Or have an administrator open this address, and allow the application for everybody:"
  static let deviceBlocked =
    "“You cannot access this right now” after typing a code: device codes are blocked there. Sign in "
    + "by the address instead, and paste what the browser shows."
}

/// Words about the link in its section.
enum LinkWords {
  static func notLinked(_ draft: Draft, wasLinked: Bool) -> String {
    if wasLinked {
      return "Linked for another application or directory than these: link again."
    }
    switch draft.exchange.chosenFlow {
    case .delegated: return "Not linked yet: nobody has signed in."
    case .appOnly: return "Not linked yet: the application has no token."
    }
  }

  static func linked(_ link: LinkStatus) -> String {
    let since = link.linkedAt.map { ", since \($0.textForPeople)" } ?? ""
    return "Linked\(link.account.map { " as \($0.printable(limit: 80))" } ?? "")\(since)."
  }

  static let unlinking =
    "The tokens and the account are forgotten at once, not only when you save; the client secret "
    + "stays. Nothing can be sent before somebody links again."

  static func signInNeeded(_ need: SignInNeed) -> String {
    "Somebody has to sign in again, since \(need.since.textForPeople)."
  }

  static func token(_ link: LinkStatus) -> String? {
    link.accessTokenExpires.map {
      "The token counts until \($0.textForPeople) and is renewed then."
    }
  }

  static func renewed(_ link: LinkStatus) -> String? {
    link.refreshTokenRenewed.map {
      "Last renewed \($0.textForPeople); unused it ends after 90 days."
    }
  }
}

/// What is to be registered in Azure, as it follows from the form.
enum RegistrationWords {
  /// The paragraphs; an empty one is an empty line.
  static func paragraphs(_ draft: Draft) -> [String] {
    switch draft.exchange.chosenFlow {
    case .delegated: head + delegated(draft.exchange)
    case .appOnly: head + alone(draft)
    }
  }

  private static let head = [
    "In the Azure portal, Microsoft Entra ID: App registrations, New registration. Then, under "
      + "Overview, copy the Directory (tenant) ID and the Application (client) ID.",
    "",
    "Certificates & secrets: New client secret. Copy its Value, not its Secret ID, and the day "
      + "under Expires.",
    "",
  ]

  private static func delegated(_ exchange: Draft.Exchange) -> [String] {
    let redirect = exchange.appURL.value.map(DelegatedSignIn.redirectURI)
    return [
      "Authentication: Add a platform, Web, with exactly this Redirect URI:",
      redirect ?? "(type the application's URL first)",
      "For the listener of this wizard also: http://localhost. For device codes: Allow public "
        + "client flows.",
      "",
      "API permissions: Add a permission, APIs my organization uses, Office 365 Exchange Online or "
        + "Microsoft Graph, Delegated permissions:",
    ] + scopes(exchange).map { "  \($0)" } + [
      "", "SMTP AUTH has to be on for the mailbox. An Exchange administrator runs:",
    ] + ["Set-CASMailbox -Identity MAILBOX -SmtpClientAuthenticationDisabled $false"]
  }

  private static func scopes(_ exchange: Draft.Exchange) -> [String] {
    let scopes = exchange.scopes.value ?? exchange.chosenCloud.scopes
    return ["offline_access", "openid", "profile"]
      + scopes.list.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
  }

  private static func alone(_ draft: Draft) -> [String] {
    let permission = [
      "API permissions: Add a permission, APIs my organization uses, Office 365 Exchange Online, "
        + "Application permissions, SMTP.SendAsApp; then Grant admin consent.",
      "",
    ]
    do throws(SettingProblem) {
      let script = try AdministratorScript(draft)
      return permission
        + ["An Exchange administrator runs (postern exchange setup-script prints the same):"]
        + script.lines + [""] + script.undo
    } catch { return permission + ["For the administrator's lines: \(error.problem.sentence)."] }
  }
}
