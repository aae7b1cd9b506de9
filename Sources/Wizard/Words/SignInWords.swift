import MailDiagnosis
import MailSettings
import SystemAccess

/// What the page to sign in at Microsoft says.
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
  /// No key cancels in line mode.
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

/// What is said of the link in its section.
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
