internal import MailSettings
internal import SystemAccess

extension SigningInCause {
  var sentence: String {
    switch self {
    case .notOffered(let server, _):
      "The server at \(server.hostAndPort) offers no sign-in, so nobody was signed in."
    case .notTaken(let server, let said):
      "The server at \(server.hostAndPort) offers a sign-in and does not take it: \(said.quoted)."
    case .mechanismRefused(let server, let said, _):
      "The server at \(server.hostAndPort) refused the way to sign in: \(said.quoted)."
    case .noMechanism(let server, let offered, let forced, _):
      Self.sentence(server, offered, forced)
    case .noTicket(let server, _):
      "The sign-in by Kerberos (GSSAPI) at \(server.hostAndPort) failed: there is no ticket here."
    case .tokenExplained(let server, let said):
      "The server \(server.host.shown) refused the token and says \(said.quoted)."
    case .tokenRejected(let server, let user, nil):
      "The server \(server.host.shown) did not take the token for \(user.shown)."
    case .tokenRejected(let server, let user, let said?):
      "The server \(server.host.shown) did not take the token for \(user.shown); it says \(said.quoted)."
    case .rejected(let server, let user, nil, _, _):
      "The server \(server.host.shown) refused user \(user.shown) or the password."
    case .rejected(let server, let user, let said?, _, _):
      "The server \(server.host.shown) refused user \(user.shown) or the password; it says \(said.quoted)."
    case .ordinaryPassword(let server, _):
      "The server \(server.host.shown) does not take the account's ordinary password from programs."
    case .tooManyAttempts(let server, let user):
      "The server \(server.host.shown) has seen too many attempts to sign in as \(user.shown)."
    case .notAvailable(let server, nil):
      "The sign-in of \(server.host.shown) does not work now; the password may be right."
    case .notAvailable(let server, let said?):
      "The sign-in of \(server.host.shown) does not work now; the password may be right; it says \(said.quoted)."
    case .required(let server, let said):
      "The server at \(server.hostAndPort) takes mails from strangers only after a sign-in: \(said.quoted)."
    case .notCounted(let server):
      "The server at \(server.hostAndPort) wants a sign-in although one is set up."
    case .commandFailed(let how): "The password command failed: \(how.words.quoted)."
    case .commandExposed(let why): "The password command was not run: \(why.error.sentence)"
    }
  }

  private static func sentence(
    _ server: Endpoint, _ offered: [String], _ forced: String?
  ) -> String {
    switch (offered.isEmpty, forced?.printable(limit: 20)) {
    case (true, nil):
      "For signing in, the server at \(server.hostAndPort) offers nothing that Postern knows."
    case (true, let forced?):
      "For signing in, the server at \(server.hostAndPort) offers nothing that Postern knows, and not \(forced)."
    case (false, nil):
      "For signing in, the server at \(server.hostAndPort) offers \(offered.listed)."
    case (false, let forced?):
      "For signing in, the server at \(server.hostAndPort) offers \(offered.listed), and not \(forced)."
    }
  }
}

extension SigningInCause {
  var advice: [String] {
    switch self {
    case .notOffered(_, offersTLS: true):
      ["It may offer it once the connection is encrypted: use TLS."]
    case .notOffered(_, offersTLS: false):
      [
        "If this server lets this machine send as it is, choose no authentication.",
        "Otherwise use the port for signed-in clients, usually 587 or 465.",
      ]
    case .notTaken:
      [
        "Use the port for signed-in clients, usually 587 or 465.",
        "Otherwise ask the server's administrator: its log says why.",
      ]
    case .mechanismRefused(_, _, let choice):
      [choice.advice, "Otherwise ask the server's administrator which mechanism to use."]
    case .noMechanism(_, _, let forced, let offersTLS):
      (offersTLS ? ["With TLS it may offer more."] : [])
        + (forced == nil ? [] : [MechanismChoice.forced.advice])
        + ["Ask the server's administrator to allow PLAIN or LOGIN inside TLS."]
    case .noTicket(_, let mechanism):
      ["Force the mechanism \(mechanism) inside TLS, or get a ticket with kinit."]
    case .tokenExplained:
      [
        "Sign in again with the account whose mailbox sends.",
        "If it lasts, check the scopes that the application asks for.",
      ]
    case .tokenRejected:
      ["Sign in again with the account whose mailbox sends.", Self.lockOut]
    case .rejected(_, _, _, let provider, let isExpired):
      (isExpired ? [Self.expired] : []) + [provider?.hint].compactMap(\.self) + [
        "Check user name and password; many servers want the whole address as user name.",
        Self.lockOut,
      ]
    case .ordinaryPassword(_, let provider):
      [
        Self.applicationPassword,
        provider?.hint ?? "Providers without application passwords want a sign-in with OAuth.",
      ]
    case .tooManyAttempts:
      [
        "Wait some minutes, for some providers an hour, before the next attempt.",
        "Meanwhile check the password, so that the next attempt is the last one.",
      ]
    case .notAvailable: ["Try again later.", "If it lasts, ask the server's administrator."]
    case .required:
      [
        "Turn authentication on, with the user name and password of the mailbox.",
        "Or ask the server's administrator to let this machine send without.",
      ]
    case .notCounted:
      [
        "Look into the transcript whether the sign-in took place.",
        "If it did, ask the server's administrator why it does not count: the log says it.",
      ]
    case .commandFailed:
      [
        "Run the command in a shell as the user that sends: its first line must be the password.",
        "Or store the password instead.",
      ]
    case .commandExposed:
      ["Look at the command first: somebody else may have changed it."]
    }
  }

  static let expired = "Set a new password at the provider first: this one has expired."
  static let applicationPassword =
    "Make an application password, also called authorisation code, in the account's settings."
  private static let lockOut =
    "Do not try many times: servers lock an account after some failures."
}

extension MechanismChoice {
  fileprivate var advice: String {
    switch self {
    case .switchedOff:
      "Microsoft 365 says so where SMTP AUTH is switched off: its administrator can switch it on."
    case .forced: "Let Postern choose the mechanism."
    case .automatic: "Force another mechanism, such as LOGIN."
    }
  }
}
