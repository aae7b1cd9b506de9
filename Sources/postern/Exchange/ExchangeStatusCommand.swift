import ArgumentParser
import ExchangeLink
import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

/// `postern exchange status`: what is linked, by the files alone.
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
      LinkWords(home: home).print(setUp.draft, status)
    }
    Output.endIfLost()
    _ = try setUp.account()
    let isReady = status.isLinked && status.signInNeeded == nil
    if !isReady { throw ExitCode(ExitStatus.notPermitted.rawValue) }
  }
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

/// The status in words.
struct LinkWords {
  let home: HomeOption

  func print(_ draft: Draft, _ status: LinkStatus) {
    say("Flow", draft.exchange.chosenFlow.title)
    say("Linked", linked(draft, status))
    say("Directory", status.isLinked ? status.tenant : nil)
    say("Scopes", status.scopes.isEmpty ? nil : status.scopes.joined(separator: " "))
    say("Access token", status.accessTokenExpires.map { "until \($0.textForPeople)" })
    say(
      "Refresh token",
      status.refreshTokenRenewed.map {
        "renewed \($0.textForPeople); unused for 90 days it ends"
      })
    say("Client secret", draft.exchange.clientSecretExpires.value.map { "until \($0.text)" })
    if let need = status.signInNeeded { tell(need) } else if !status.isLinked { tellNextStep() }
    for warning in draft.warnings where warning.key.name.hasPrefix("exchange.") {
      Output.message("warning: \(warning.key.name): \(warning.sentence.ended)")
    }
  }

  private func linked(_ draft: Draft, _ status: LinkStatus) -> String {
    guard status.isLinked else { return "no" }
    let since = status.linkedAt.map { ", since \($0.textForPeople)" } ?? ""
    let mailbox = draft.exchange.chosenFlow == .appOnly ? "the application alone" : "yes"
    return (status.account ?? mailbox) + since
  }

  private func tell(_ need: SignInNeed) {
    say("Sign-in needed", "since \(need.since.textForPeople)")
    Output.line(need.refusal.quote)
    tellNextStep()
  }

  private func tellNextStep() {
    Output.message("To sign in, run: postern exchange link\(home.asArgument)")
  }

  private func say(_ name: String, _ text: String?) {
    guard let text else { return }
    let padding = String(repeating: " ", count: max(0, 16 - name.count))
    Output.line(Output.glyphs.adapt("\(name)\(padding) \(text)"))
  }
}
