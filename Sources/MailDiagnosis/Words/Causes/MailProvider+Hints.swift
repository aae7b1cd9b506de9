internal import MailSettings

/// What is special about signing in at some providers.
extension MailProvider {
  /// What a person has to do there first; nil where nothing is special.
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
