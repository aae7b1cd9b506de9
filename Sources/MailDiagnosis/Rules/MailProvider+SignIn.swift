internal import MailDialogue
internal import MailSettings

extension Attempt {
  /// Whether the server is one of Microsoft 365 or outlook.com.
  var isAtMicrosoft: Bool { SearchText(host.ascii).has(["outlook.", "office365."]) }
}

/// Providers that need a special sign-in.
extension MailProvider {
  /// The provider that a server belongs to; nil for any other.
  init?(signingInAt host: HostName) {
    guard let provider = Self.peculiar.first(where: { $0.covers(host.ascii) }) else { return nil }
    self = provider
  }

  /// The provider that a refusal's text names; nil where it names none.
  init?(namedIn text: RefusalText) {
    let named = Self.peculiar.first { provider in
      provider.domains.contains { text.whole.has(Phrases([$0])) }
    }
    guard let named else { return nil }
    self = named
  }

  private static let peculiar = allCases.filter { $0.hint != nil }

  /// Whether the provider never accepts the account's own password from a program.
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
