import ArgumentParser
import ExchangeLink
import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

/// `postern exchange status`: the state of the link, by the files alone.
struct ExchangeStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say who is linked, what ends when, and whether a sign-in is needed.",
    discussion: """
      Nobody is asked for that. Ends with status 0 when mails can be sent, 77 when a sign-in is \
      needed or nothing is linked, 78 when settings are missing.

      EXAMPLES
        postern exchange status
        postern exchange status --json
      """)

  @Flag(help: "Print a JSON document.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let setUp = try ExchangeSetUp(home)
    let status = try setUp.status()
    if json {
      try LinkDocument(setUp.draft, status).print()
    } else {
      tell(setUp.draft, status)
    }
    Output.endIfLost()
    _ = try setUp.account()
    if !status.isReady { throw ExitCode(ExitStatus.notPermitted.rawValue) }
  }

  private func tell(_ draft: Draft, _ status: LinkStatus) {
    for line in LinkWords.lines(draft, status) { Output.line(Output.glyphs.adapt(line)) }
    if !status.isReady { Output.message(LinkWords.nextStep(home)) }
    for warning in draft.warnings where warning.key.setting?.setting.isExchange == true {
      Output.message(LinkWords.warning(warning))
    }
  }
}

extension LinkStatus {
  fileprivate var isReady: Bool { isLinked && signInNeeded == nil }
}

/// The document of `postern exchange status --json`, schema 1.
struct LinkDocument: JSONDocument {
  /// Since when, and why, somebody has to sign in again.
  struct Need: Encodable {
    let since: String
    let error: String
    @OrNull var code: String?
    let text: String
    @OrNull var correlationID: String?

    enum CodingKeys: String, CodingKey {
      case since, error, code, text
      case correlationID = "correlation-id"
    }

    init(_ need: SignInNeed) {
      (since, error) = (need.since.internetText, need.refusal.error)
      text = need.refusal.text
      (code, correlationID) = (need.refusal.code, need.refusal.correlationID)
    }
  }

  let schema = 1
  let flow: String
  let linked: Bool
  @OrNull var account: String?
  @OrNull var tenant: String?
  let scopes: [String]
  @OrNull var linkedAt: String?
  @OrNull var accessTokenExpires: String?
  @OrNull var refreshTokenRenewed: String?
  @OrNull var clientSecretExpires: String?
  @OrNull var signInNeeded: Need?

  enum CodingKeys: String, CodingKey {
    case schema, flow, linked, account, tenant, scopes
    case linkedAt = "linked-at"
    case accessTokenExpires = "access-token-expires"
    case refreshTokenRenewed = "refresh-token-renewed"
    case clientSecretExpires = "client-secret-expires"
    case signInNeeded = "sign-in-needed"
  }

  init(_ draft: Draft, _ status: LinkStatus) {
    flow = draft.exchange.chosenFlow.text
    linked = status.isLinked
    scopes = status.scopes
    account = status.account
    tenant = status.tenant ?? draft.exchange.tenant.value?.text
    linkedAt = status.linkedAt?.internetText
    accessTokenExpires = status.accessTokenExpires?.internetText
    refreshTokenRenewed = status.refreshTokenRenewed?.internetText
    clientSecretExpires = draft.exchange.clientSecretExpires.value?.text
    signInNeeded = status.signInNeeded.map(Need.init)
  }
}
