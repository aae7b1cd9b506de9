internal import MailSettings

extension AccountCause {
  var sentence: String {
    switch self {
    case .addressNotAuthorised(let said, _):
      "The account may not be used from this machine's address: \(said.quoted)."
    case .usedUp(let server, let said):
      "What the account at \(server.host.shown) may send is used up: \(said.quoted)."
    case .blocked(let server, let said):
      "The provider has blocked the account of \(server.host.shown), or its outgoing mail: \(said.quoted)."
    case .notPermitted(let user, let said, _):
      "The account \(user.shown) lacks the right to send this way: \(said.quoted)."
    case .notActivated(let said):
      "The provider has not opened the account for sending yet: \(said.quoted)."
    }
  }

  var advice: [String] {
    switch self {
    case .addressNotAuthorised(_, let orPassword):
      [
        "Add this machine's public address to the authorised addresses in the provider's console.",
        "A machine with IPv4 and IPv6 has two: add both, or switch that list off.",
      ] + (orPassword ? ["Check user name and password too: the server names both."] : [])
    case .usedUp:
      [
        "Look at the account's plan in the provider's console: buy more, or wait for the next period.",
        "Until then send through another server.",
      ]
    case .blocked:
      [
        "Ask the provider to lift the block, or look for its reason in the provider's console.",
        Self.stolenPassword,
      ]
    case .notPermitted(_, _, let provider):
      [
        "Give the account that right in the provider's console: sending, SMTP or relay access.",
        provider?.hint
          ?? "Some providers have SMTP switched off until it is switched on in the settings.",
      ]
    case .notActivated:
      [
        "Finish the activation in the provider's console, or ask its support to open the account.",
        "Until then some providers take mails to your own address only.",
      ]
    }
  }

  static let stolenPassword =
    "Blocks often follow spam from a stolen password: change the password first."
}
