import Forms
import MailDiagnosis
import MailSettings
import QRCodes
import SystemAccess

@testable import Wizard

extension Draft {
  /// A set-up for Microsoft Exchange of which nothing is missing.
  static func exchange(_ flow: ExchangeFlow) -> Draft {
    var draft = Draft()
    draft.mailProtocol.text = "exchange"
    draft.system.address.text = "app@contoso.example"
    draft.exchange.flow.text = flow.text
    draft.exchange.tenant.text = "contoso.example"
    draft.exchange.clientID.text = "44444444-5555-4666-8777-888888888888"
    draft.exchange.clientSecret = PasswordDraft(stored: .init(Secret("stored"), host: nil))
    draft.exchange.appURL.text = flow == .delegated ? "https://app.example.org/" : ""
    draft.exchange.mailbox.text = flow == .appOnly ? "app@contoso.example" : ""
    return draft
  }
}

extension Typist {
  /// The section Exchange of such a set-up.
  static func linking(_ flow: ExchangeFlow, link: LinkStatus = LinkStatus()) -> Typist {
    var typist = Typist(.exchange(flow), section: .exchange)
    typist.state = State(
      surroundings: .example, saved: .exchange(flow), isFirstRun: false, section: .exchange,
      recipient: "admin@example.com", link: link)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    return typist
  }

  /// The page to sign in at Microsoft, with its address.
  static func signingIn() -> Typist {
    var typist = linking(.delegated)
    typist.focus("linkAccount")
    typist.press(.enter)
    typist.answer(.addresses(.example))
    return typist
  }

  /// An answer to the latest request.
  mutating func answer(_ answer: LinkAnswer) { tell(.link(run: state.run, answer)) }
}

extension SignInAddresses {
  /// Addresses as they are made, as long as they are.
  static let example = SignInAddresses(
    signIn:
      "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?scope=openid+profile"
      + "+offline_access+https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All+https%3A%2F%2F"
      + "outlook.office.com%2FSMTP.Send&response_type=code&redirect_uri=https%3A%2F%2Fapp.example"
      + ".org%2FmsExchangeAuthCallback.action&state=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8&"
      + "nonce=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8&prompt=select_account&client_id="
      + "44444444-5555-4666-8777-888888888888&response_mode=query&code_challenge=6oZqdX5MOLq_"
      + "qBJ8vppAnT4fk6AP8UiP9zX8-Rev_9A&code_challenge_method=S256",
    consent:
      "https://login.microsoftonline.com/contoso.example/v2.0/adminconsent?client_id=44444444-5555-"
      + "4666-8777-888888888888&scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send&redirect_uri="
      + "https%3A%2F%2Fapp.example.org%2FmsExchangeAuthCallback.action&state=AAECAwQFBgcICQoLDA0O")
}

extension LinkStatus {
  /// A link that works.
  static let works = LinkStatus(
    isLinked: true, account: "alice@contoso.example", tenant: "contoso.example",
    scopes: ["https://outlook.office.com/SMTP.Send"],
    linkedAt: Moment(seconds: 1_795_600_000, offset: 0),
    accessTokenExpires: Moment(seconds: 1_795_700_000, offset: 0),
    refreshTokenRenewed: Moment(seconds: 1_795_650_000, offset: 0))

  /// One that has ended.
  static var ended: LinkStatus {
    var status = works
    status.signInNeeded = SignInNeed(
      since: Moment(seconds: 1_795_680_000, offset: 0), refusal: .signInFrequency)
    return status
  }
}

extension MicrosoftError {
  static let signInFrequency = MicrosoftError(
    error: "invalid_grant", code: "AADSTS70043",
    text: "The refresh token has expired or is invalid due to sign-in frequency checks.",
    correlationID: "0f8fad5b-d9cb-469f-a165-70867728950e", timestamp: "2026-11-26 10:00:00Z")
}

extension DevicePrompt {
  /// What a device is to show.
  static let example = DevicePrompt(
    userCode: "EXGRS7KWP", url: "https://microsoft.com/devicelogin",
    qrCode: QRCode("https://microsoft.com/devicelogin")?.lines ?? [], endsAt: 900_000)
}
