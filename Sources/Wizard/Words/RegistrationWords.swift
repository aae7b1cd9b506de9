import MailSettings

/// What is to be registered in Azure, made from what is typed.
enum RegistrationWords {
  /// The paragraphs; an empty one is an empty line.
  static func paragraphs(_ draft: Draft) -> [String] {
    switch draft.exchange.chosenFlow {
    case .delegated: head + delegated(draft.exchange)
    case .appOnly: head + alone(draft)
    }
  }

  private static let head = [
    "In the Azure portal, Microsoft Entra ID: App registrations, New registration. Then, under "
      + "Overview, copy the Directory (tenant) ID and the Application (client) ID.",
    "",
    "Certificates & secrets: New client secret. Copy its Value, not its Secret ID, and the day "
      + "under Expires.",
    "",
  ]

  private static func delegated(_ exchange: Draft.Exchange) -> [String] {
    let redirect = exchange.appURL.value.map(DelegatedSignIn.redirectURI)
    return [
      "Authentication: Add a platform, Web, with exactly this Redirect URI:",
      redirect ?? "(type the application's URL first)",
      "For the listener of this wizard also: http://localhost. For device codes: Allow public "
        + "client flows.",
      "",
      "API permissions: Add a permission, APIs my organization uses, Office 365 Exchange Online or "
        + "Microsoft Graph, Delegated permissions:",
    ] + scopes(exchange).map { "  \($0)" } + [
      "", "SMTP AUTH has to be on for the mailbox. An Exchange administrator runs:",
    ] + ["Set-CASMailbox -Identity MAILBOX -SmtpClientAuthenticationDisabled $false"]
  }

  private static func scopes(_ exchange: Draft.Exchange) -> [String] {
    let scopes = exchange.scopes.value ?? exchange.chosenCloud.scopes
    return ["offline_access", "openid", "profile"]
      + scopes.list.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
  }

  private static func alone(_ draft: Draft) -> [String] {
    let permission = [
      "API permissions: Add a permission, APIs my organization uses, Office 365 Exchange Online, "
        + "Application permissions, SMTP.SendAsApp; then Grant admin consent.",
      "",
    ]
    do throws(SettingProblem) {
      let script = try AdministratorScript(draft)
      return permission
        + ["An Exchange administrator runs (postern exchange setup-script prints the same):"]
        + script.lines + [""] + script.undo
    } catch { return permission + ["For the administrator's lines: \(error.problem.sentence)."] }
  }
}
