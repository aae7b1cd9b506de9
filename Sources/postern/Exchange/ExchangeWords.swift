import ArgumentParser
import ExchangeLink
import Forms
import MailDiagnosis
import MailSettings
import SettingsStore
import SystemAccess

/// What a sign-in asks of a person, and how it ended, line by line.
enum SignInWords {
  static func open(_ request: AuthorizationRequest) -> [String] {
    ["Open this address in a browser, on any machine, and sign in:"]
      + alone(request.url) + [
        "The browser ends at \(request.redirectURI)... The page may fail to load: copy the whole"
          + " address out of the address bar."
      ]
  }

  static let pasteHere = "Paste that address here, and press Enter twice:"

  /// - Parameter here: this machine, as ssh(1) needs it.
  static func wait(_ listener: ListenerFacts, here: String) -> [String] {
    [
      "Waiting for the browser at \(listener.redirectURI), up to ten minutes; Ctrl-C ends it.",
      "Where the browser runs on another machine, run there first:",
      "  ssh -L \(listener.port):localhost:\(listener.port) \(here)",
      "The application needs the redirect URI http://localhost, without a port.",
      "Open this address in the browser, and sign in:",
    ] + alone(listener.url)
  }

  static func type(_ code: DeviceCode, minutes: Int) -> [String] {
    ["On any device open"] + alone(code.verificationURI)
      + ["and type the code \(code.userCode). It is good for \(minutes) minutes; Ctrl-C ends it."]
  }

  /// An address alone on its line, so that it can be selected whole.
  private static func alone(_ address: String) -> [String] { ["", address, ""] }

  static func ended(_ end: SignInEnd, _ account: ExchangeAccount) -> String {
    switch end {
    case .linked(let status): linked(status, account)
    case .consentGiven(let tenant): consentGiven(tenant)
    }
  }

  private static func linked(_ status: LinkStatus, _ account: ExchangeAccount) -> String {
    switch account.flow {
    case .delegated: "Linked: \(status.account ?? "an account")."
    case .appOnly(let mailbox):
      "Linked: the application may have tokens, and sends from \(mailbox.text)."
    }
  }

  private static func consentGiven(_ tenant: String?) -> String {
    let place = tenant.map { " in the directory \($0)" } ?? ""
    return "An administrator has consented to the application\(place). "
      + "Nothing is linked by that: sign in now."
  }

  static let nobodyHasTo =
    "Note: \(SettingKey.exchangeFlow.name) is app-only, so no person has to sign in."
  static let nothingLinked = "Nothing was linked."
}

enum LinkWords {
  /// A line each, with the name of what it tells in front.
  static func lines(_ draft: Draft, _ status: LinkStatus) -> [String] {
    let parts: [(name: String, text: String?)] = [
      ("Flow", draft.exchange.chosenFlow.title), ("Linked", linked(draft, status)),
      ("Directory", status.isLinked ? status.tenant : nil),
      ("Scopes", status.scopes.isEmpty ? nil : status.scopes.joined(separator: " ")),
      ("Access token", status.accessTokenExpires.map { "until \($0.textForPeople)" }),
      (
        "Refresh token",
        status.refreshTokenRenewed.map {
          "renewed \($0.textForPeople); unused for 90 days it ends"
        }
      ),
      ("Client secret", draft.exchange.clientSecretExpires.value.map { "until \($0.text)" }),
      ("Sign-in needed", status.signInNeeded.map { "since \($0.since.textForPeople)" }),
    ]
    let said = parts.compactMap { name, text in
      text.map { name + String(repeating: " ", count: max(1, 17 - name.count)) + $0 }
    }
    return said + [status.signInNeeded?.refusal.quote].compactMap(\.self)
  }

  private static func linked(_ draft: Draft, _ status: LinkStatus) -> String {
    guard status.isLinked else { return "no" }
    let since = status.linkedAt.map { ", since \($0.textForPeople)" } ?? ""
    let mailbox = draft.exchange.chosenFlow == .appOnly ? "the application alone" : "yes"
    return (status.account ?? mailbox) + since
  }

  static func nextStep(_ home: HomeOption) -> String {
    "To sign in, run: postern exchange link\(home.asArgument)"
  }

  static func warning(_ warning: Warning) -> String {
    "warning: \(warning.key.name): \(warning.sentence.ended)"
  }
}

/// Options that are refused.
extension ValidationError {
  static let exchangeTaskNeeded = Self("Say what to do: url, link, status, unlink or setup-script.")
  static let oneWay = Self("Give one of --callback, --listen and --device.")
  static let portWithoutListener = Self("--port is for --listen.")

  static func wrongPort(_ port: Int) -> Self {
    Self("--port: \(port) is not a port from 1 to 65535.")
  }

  static func wrongScopes(_ problem: Problem) -> Self {
    Self("--scopes: \(problem.sentence.ended)")
  }
}

extension Failure {
  /// A setting of Exchange is wrong or missing.
  init(settings problem: SettingProblem, _ home: HomeOption) {
    let next: String =
      switch problem.key {
      case .setting(let key): "postern set \(key.name)=VALUE\(home.asArgument)"
      case .password(let which): "postern password set \(which.rawValue)\(home.asArgument)"
      case .alias, .recipient: "postern setup\(home.asArgument)"
      }
    self.init(
      .configuration, "\(problem.key.name): \(problem.problem.sentence.ended)\nRun: \(next)")
  }

  /// A sign-in did not end with a link.
  init(_ failure: SignInFailure, _ home: HomeOption) {
    let flow = (try? home.load())?.draft.exchange.chosenFlow ?? .delegated
    var lines = failure.sentences(for: flow)
    if failure.needsNewSignIn {
      lines.append("A new sign-in begins with: postern exchange url\(home.asArgument)")
    }
    self.init(failure.status, lines.joined(separator: "\n"))
  }

  /// A person's sign-in where the application signs in by itself.
  static func nobodySignsIn(_ home: HomeOption) -> Self {
    Self(
      .usage,
      "\(SettingKey.exchangeFlow.name) is app-only: nobody signs in in a browser.\n"
        + "Run: postern exchange link\(home.asArgument)")
  }
}
