internal import MailDialogue
internal import MailSettings

/// Providers whose sign-in differs from the usual, known by the server's name.
enum MailProvider: CaseIterable {
  case google
  case yahoo
  case apple
  case zoho
  case sendGrid
  case amazon
  case mailgun
  case fastmail
  case tencent
  case netEase
  case naver
  case gmx
  case sina
  case yandex
  case mailRu
  case daum

  /// The provider that a server belongs to.
  init?(_ host: HostName) {
    let host = host.ascii
    guard
      let provider = Self.allCases.first(where: {
        $0.domains.contains { host == $0 || host.hasSuffix("." + $0) }
      })
    else { return nil }
    self = provider
  }

  /// The provider that a refusal names, where the server's name does not tell it.
  init?(words text: RefusalText) {
    let named = Self.allCases.first { provider in
      provider.domains.contains { text.whole.has(Phrases([$0])) }
    }
    guard let named else { return nil }
    self = named
  }

  private var domains: [String] {
    switch self {
    case .google: ["gmail.com", "googlemail.com", "google.com"]
    case .yahoo: ["yahoo.com", "aol.com", "att.net", "yahoodns.net"]
    case .apple: ["mail.me.com", "icloud.com"]
    case .zoho: ["zoho.com", "zoho.eu", "zoho.in"]
    case .sendGrid: ["sendgrid.net"]
    case .amazon: ["amazonaws.com"]
    case .mailgun: ["mailgun.org"]
    case .fastmail: ["fastmail.com", "messagingengine.com"]
    case .tencent: ["qq.com", "foxmail.com"]
    case .netEase: ["163.com", "126.com", "yeah.net", "netease.com"]
    case .naver: ["naver.com"]
    case .sina: ["sina.com", "sina.cn", "139.com", "aliyun.com"]
    case .yandex: ["yandex.ru", "yandex.com", "yandex.net"]
    case .mailRu: ["mail.ru", "bk.ru", "inbox.ru", "list.ru"]
    case .daum: ["daum.net", "kakao.com", "hanmail.net"]
    case .gmx: ["gmx.net", "gmx.com", "gmx.de", "web.de", "mail.com"]
    }
  }

  /// Whether the account's own password is never right in a program.
  var wantsOtherSecret: Bool {
    switch self {
    case .google, .yahoo, .apple, .fastmail, .tencent, .netEase, .naver, .sina, .yandex, .mailRu,
      .daum:
      true
    case .zoho, .sendGrid, .amazon, .mailgun, .gmx: false
    }
  }

  /// What is particular there.
  var hint: String {
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
    }
  }
}
