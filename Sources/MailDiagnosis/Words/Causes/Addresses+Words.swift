internal import MailSettings

extension SenderCause {
  var sentence: String {
    switch self {
    case .notOwner(let sender, let user?, _):
      "The server does not let \(user.shown) send as \(sender.shownSender)."
    case .notOwner(let sender, nil, _):
      "The server does not let this machine send as \(sender.shownSender)."
    case .unverified(let sender):
      "The provider has not verified the sender \(sender.shownSender) yet."
    case .blocked(let sender, let said, _):
      "The server takes no mail from the sender \(sender.shownSender), or from its domain: \(said.quoted)."
    case .notAllowedByDomain(let sender):
      "The domain of \(sender.shownSender) does not allow this server to send for it (SPF, DMARC)."
    case .incomplete(let sender):
      "The server does not take the sender \(sender.shownSender): it wants a full address, name@domain."
    case .domainNotFound(let sender):
      "The domain of the sender \(sender.shownSender) is not found in the DNS, or takes no mail."
    case .domainNotLookedUp(let sender):
      "The domain of the sender \(sender.shownSender) could not be looked up in the DNS just now."
    case .mailboxUnknown(let sender):
      "The server asked for the sender \(sender.shownSender), and there is no such mailbox."
    case .international(let address, let server):
      "The server at \(server.hostAndPort) cannot handle the international address \(address.shownSender)."
    }
  }

  private static let useOwnAddress =
    "Make the login's own address the system address, and send everything from it."

  var advice: [String] {
    switch self {
    case .notOwner(let sender, let user?, isExchange: true):
      [
        Self.useOwnAddress,
        "Or the administrator grants Send As: Add-RecipientPermission -Identity \(sender.shown.quotedForPowerShell) -Trustee \(user.shown.quotedForPowerShell) -AccessRights SendAs",
      ]
    case .notOwner(let sender, _, _):
      [
        Self.useOwnAddress,
        "Or let the provider grant the right to send as \(sender.shownSender).",
      ]
    case .unverified:
      [
        "Verify the address or its domain in the provider's console.",
        "At Amazon SES, check that the region of the server is the one where it is verified.",
      ]
    case .blocked(_, _, isListed: true):
      [
        "Look at the page of the list that is named there: it says why, and how to get off it.",
        "Or use a system address of another domain.",
      ]
    case .blocked(_, _, isListed: false):
      [
        "Ask the provider or the tenant's administrator to lift the block; it says why.",
        AccountCause.stolenPassword,
      ]
    case .notAllowedByDomain:
      [
        "Send through the mail server of that domain's provider.",
        "Or have this server added to the domain's SPF record: ask whoever runs its DNS.",
        "Or use a system address of a domain that this server may send for.",
      ]
    case .incomplete:
      ["Give the system address a domain that exists in the DNS, such as app@example.com."]
    case .domainNotFound, .domainNotLookedUp:
      [
        "Check the spelling of the system address.",
        "If it is right, the domain needs an MX or address record: ask whoever runs its DNS.",
      ]
    case .mailboxUnknown(let sender):
      [
        "Use a system address that has a mailbox, so that answers and bounces can arrive.",
        "Or have the mailbox \(sender.shownSender) made by whoever runs its domain.",
      ]
    case .international: ["Use an address that has only ASCII characters before the @."]
    }
  }
}

extension RecipientCause {
  var sentence: String {
    switch self {
    case .mailboxFull(let recipient): "The mailbox of \(recipient.shown) is full."
    case .unknown(let recipient): "The server does not know the recipient \(recipient.shown)."
    case .malformed(let recipient):
      "The server does not take the form of the recipient \(recipient.shown)."
    case .greylisted(let recipient):
      "The server of \(recipient.shown) puts mails of senders it has not seen off for a while."
    case .refused(let recipient, let said):
      "The server refused the recipient \(recipient.shown): \(said.quoted)."
    case .notRelayed(let recipient, let server, let sender, _):
      "The server \(server.host.shown) does not relay from \(sender.shownSender) to \(recipient.shown)."
    }
  }

  var advice: [String] {
    switch self {
    case .mailboxFull: ["Send the test to another address, or try again later."]
    case .unknown, .malformed:
      [
        "Check the spelling of the address.",
        "Ask the recipient whether the address still works.",
      ]
    case .greylisted:
      [
        "Try again in some minutes: this is no error of the settings.",
        "Mail servers that keep a queue do so by themselves.",
      ]
    case .refused:
      [
        "Send the test to another address, to see whether it is only this one.",
        "Otherwise ask the server's administrator what the refusal means.",
      ]
    case .notRelayed(_, _, _, let user):
      ["Ask its administrator what the account \(user.shown) may send."]
    }
  }
}
