internal import MailDialogue
internal import MailSettings

extension Attempt {
  /// Whether the server is one of Microsoft 365, or of Outlook's for everybody.
  var isAtMicrosoft: Bool { SearchText(host.ascii).has(["outlook.", "office365."]) }
}

/// Providers whose sign-in differs from the usual.
extension MailProvider {
  /// The one that a server belongs to.
  init?(signingInAt host: HostName) {
    guard let provider = Self.peculiar.first(where: { $0.covers(host.ascii) }) else { return nil }
    self = provider
  }

  /// The one that a refusal names, where the server's name does not tell it.
  init?(namedIn text: RefusalText) {
    let named = Self.peculiar.first { provider in
      provider.domains.contains { text.whole.has(Phrases([$0])) }
    }
    guard let named else { return nil }
    self = named
  }

  private static let peculiar = allCases.filter { $0.hint != nil }

  /// Whether the account's own password is never right in a program.
  var wantsOtherSecret: Bool {
    switch self {
    case .google, .yahoo, .apple, .fastmail, .tencent, .netEase, .naver, .sina, .yandex, .mailRu,
      .daum:
      true
    case .zoho, .sendGrid, .amazon, .mailgun, .gmx, .microsoft, .tOnline, .mailboxOrg, .posteo:
      false
    }
  }
}
