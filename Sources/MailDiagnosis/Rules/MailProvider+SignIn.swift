internal import MailDialogue
internal import MailSettings

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

  /// What is particular there; nil where nothing is.
  var hint: String? {
    switch self {
    case .google:
      "Google: turn on 2-step verification, then make one at myaccount.google.com/apppasswords."
    case .yahoo: "Yahoo and AOL want an app password, made under Account security."
    case .apple: "Apple wants an app-specific password, made at account.apple.com."
    case .zoho: "Zoho wants an application-specific password where two-factor sign-in is on."
    case .sendGrid: "At SendGrid the user name is the word apikey, and the password is the API key."
    case .amazon:
      "Amazon SES has SMTP credentials of its own: the AWS access key is no password here."
    case .mailgun: "At Mailgun each domain has its own SMTP user, such as postmaster@your-domain."
    case .fastmail: "Fastmail wants an app password, made under Privacy & Security."
    case .tencent:
      "QQ wants an authorisation code: switch SMTP on under Settings, Account, which gives one."
    case .netEase:
      "NetEase (163, 126) wants an authorisation code: switch SMTP on under Settings, which gives one."
    case .naver:
      "Naver: switch POP3/SMTP on in the mail settings; with two-step sign-in it wants an app password."
    case .sina:
      "The provider wants an authorisation code: switch SMTP on in the mail settings, which give one."
    case .yandex:
      "Yandex: allow mail programs in the settings, and make an app password in the account's security."
    case .mailRu:
      "Mail.ru wants a password for external applications, made in the account's security."
    case .daum:
      "Daum and Kakao want an app password: switch IMAP and SMTP on in the mail settings first."
    case .gmx:
      "GMX and web.de: switch POP3/IMAP on in the mail settings; with two-factor sign-in they want an app password."
    case .microsoft, .tOnline, .mailboxOrg, .posteo: nil
    }
  }
}
