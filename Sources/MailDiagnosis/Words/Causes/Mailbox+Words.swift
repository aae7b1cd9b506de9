internal import MailSettings
internal import SystemAccess

extension MailboxCause {
  var sentence: String {
    switch self {
    case .rejected(let server, let user, let said, _):
      "The incoming mailbox server \(server.host.shown) refused \(user.shown): \(said.quoted)."
    case .notOffered(let server):
      "The incoming mailbox server \(server.host.shown) offers no sign-in with a password."
    case .encryptionRequired(let server):
      "The incoming mailbox server \(server.host.shown) takes no password without encryption."
    case .tooManySignIns(let server, let user, let said):
      "The server \(server.host.shown) has too many sign-ins of \(user.shown): \(said.quoted)."
    case .ordinaryPassword(let server, let provider):
      SigningInCause.ordinaryPassword(server, provider).sentence
    case .basicDisabled(let said, _):
      "The mailbox takes no passwords any more, only OAuth: \(said.quoted)."
    case .notPermitted(let server, let user, let said, _):
      "The account \(user.shown) may not use \(server.service.name): \(said.quoted)."
    case .accountBlocked(let user, let said):
      "The provider has blocked the account \(user.shown): \(said.quoted)."
    case .signInNotAvailable(let server, let said):
      "The sign-in of \(server.host.shown) does not work now: \(said.quoted)."
    case .tooManyConnections(let server, let said):
      "The server \(server.host.shown) has too many connections from here: \(said.quoted)."
    case .notAvailable(let server, let said):
      "The incoming mailbox server \(server.host.shown) is not available now: \(said.quoted)."
    case .refused(let server, let said):
      "The incoming mailbox server \(server.host.shown) does not let this machine in: \(said.quoted)."
    case .windowClosed(let server):
      "The mailbox's sign-in went well, and yet \(server.host.shown) does not take the mail."
    }
  }

  var advice: [String] {
    switch self {
    case .rejected(_, _, _, let provider):
      [
        "Check user name and password of the incoming mailbox.",
        provider?.hint
          ?? "Some providers want an application password, or POP3 and IMAP switched on first.",
      ]
    case .notOffered(let server):
      [
        "Check server name and port; usual ports for \(server.service.name) are \(server.service.usualPorts).",
        Self.onlyOAuth,
      ]
    case .encryptionRequired: ["Use TLS or SSL for the incoming mailbox server."]
    case .ordinaryPassword(_, let provider):
      [SigningInCause.applicationPassword, provider?.hint ?? Self.onlyOAuth]
    case .basicDisabled(_, isMicrosoft: true): [MicrosoftCause.useExchange]
    case .basicDisabled(_, isMicrosoft: false):
      ["Choose another way to sign in: Postern has OAuth for Microsoft Exchange only."]
    case .notPermitted(let server, _, _, let provider):
      [
        "Switch \(server.service.name) on in the mailbox's settings, or ask its administrator to.",
        provider?.hint ?? "Or choose another way to sign in under Authentication.",
      ]
    case .accountBlocked:
      ["Ask the provider to lift the block, or look for its reason in the provider's console."]
    case .signInNotAvailable: ["Try again later; user and password may be right."]
    case .tooManySignIns, .tooManyConnections:
      ["Wait some minutes, then try again.", "Close other programs that use this mailbox."]
    case .notAvailable: ["Try again later; nothing has to be changed here."]
    case .refused: ["Ask the server's administrator to let this machine in."]
    case .windowClosed:
      [
        "The server saw two different addresses of this machine, or the time after sign-in is over.",
        "Write server names that lead to the same kind of address, IPv4 or IPv6, for both servers.",
        "Ask the administrator whether signing in at the mailbox first is still supported.",
      ]
    }
  }

  private static let onlyOAuth =
    "A mailbox that only takes OAuth cannot be used here: choose another way to sign in."
}
