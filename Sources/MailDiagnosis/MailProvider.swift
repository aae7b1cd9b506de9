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

  /// The provider that a server belongs to.
  init?(_ host: String) {
    let host = host.lowercased()
    guard
      let provider = Self.allCases.first(where: {
        $0.domains.contains { host == $0 || host.hasSuffix("." + $0) }
      })
    else { return nil }
    self = provider
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
    }
  }
}
