import MailSettings
import Testing

/// What an administrator is given to run.
@Suite struct AdministratorScriptTests {
  private static let application = "11111111-2222-3333-4444-555555555555"
  private static let object = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

  private func draft(_ more: (SettingKey, String)...) -> Draft {
    var draft = Draft()
    draft[.mailProtocol] = "exchange"
    draft[.exchangeFlow] = "app-only"
    draft[.exchangeClientID] = Self.application
    draft[.exchangeMailbox] = "app@contoso.example"
    for (key, text) in more { draft[key] = text }
    return draft
  }

  @Test func `an application alone needs a service principal, a permission and SMTP AUTH`() throws {
    let script = try AdministratorScript(draft(), objectID: Self.object)
    #expect(
      script.lines == [
        "Connect-ExchangeOnline",
        "New-ServicePrincipal -AppId '\(Self.application)' -ObjectId '\(Self.object)'"
          + " -DisplayName 'Postern'",
        "Add-MailboxPermission -Identity 'app@contoso.example' -User '\(Self.object)'"
          + " -AccessRights FullAccess",
        "# $true is off, $false is on, $null is as the organization has it; now it is:",
        "(Get-CASMailbox -Identity 'app@contoso.example').SmtpClientAuthenticationDisabled",
        "Set-CASMailbox -Identity 'app@contoso.example' -SmtpClientAuthenticationDisabled $false",
      ])
    #expect(script.undo.count == 4)
    #expect(script.undo.allSatisfy { $0.hasPrefix("# ") })
    #expect(script.alternative.allSatisfy { $0.hasPrefix("# ") })
    #expect(script.alternative.contains { $0.contains("'PrimarySmtpAddress -eq ''app@contoso") })
  }

  @Test(arguments: [nil, "", "x'; Remove-Mailbox", "aaaaaaaa"] as [String?])
  func `an object id that is not known is looked up`(objectID: String?) throws {
    let script = try AdministratorScript(draft(), objectID: objectID)
    #expect(
      script.lines.contains(
        "$objectId = (Get-MgServicePrincipal -Filter \"appId eq '\(Self.application)'\").Id"))
    #expect(script.lines.contains { $0.hasSuffix("-ObjectId $objectId -DisplayName 'Postern'") })
    #expect(!script.text.contains("Remove-Mailbox "))
  }

  @Test func `a person's sign-in needs SMTP AUTH alone`() throws {
    let person = draft((.exchangeFlow, "delegated"), (.exchangeClientID, ""))
    let script = try AdministratorScript(person)
    #expect(!script.text.contains("ServicePrincipal"))
    #expect(script.lines.last?.hasPrefix("Set-CASMailbox -Identity 'app@contoso.example'") == true)
    #expect(script.alternative.isEmpty)
    let signedIn = draft((.exchangeFlow, "delegated"), (.exchangeMailbox, ""))
    #expect(try AdministratorScript(signedIn, account: "b@contoso.example").mailbox.hasPrefix("b@"))
  }

  @Test(arguments: [
    ("gcc-high", "O365USGovGCCHigh", "USGov"), ("dod", "O365USGovDoD", "USGovDoD"),
    ("china", "O365China", "China"),
  ])
  func `another cloud is named, and has no role of its own`(
    cloud: String, exchange: String, graph: String
  ) throws {
    let script = try AdministratorScript(draft((.exchangeCloud, cloud)))
    #expect(
      script.lines.first == "Connect-ExchangeOnline -ExchangeEnvironmentName \(exchange)")
    #expect(script.lines.contains { $0.hasSuffix("-Environment \(graph)") })
    #expect(script.alternative.isEmpty)
  }

  @Test func `what is missing is told by its key`() {
    #expect(throws: SettingProblem(.exchangeMailbox, .missing(.setting(.exchangeMailbox)))) {
      try AdministratorScript(draft((.exchangeMailbox, "")))
    }
    #expect(throws: SettingProblem(.exchangeClientID, .missing(.setting(.exchangeClientID)))) {
      try AdministratorScript(draft((.exchangeClientID, "")))
    }
  }

  @Test(arguments: [
    ("a", "'a'"), ("o'neill", "'o''neill'"), ("o\u{2019}n", "'o\u{2019}\u{2019}n'"),
    ("$(Remove-Item x)`n\"", "'$(Remove-Item x)`n\"'"), ("", "''"),
  ])
  func `nothing in a quoted text is expanded`(text: String, quoted: String) {
    #expect(text.quotedForPowerShell == quoted)
  }
}
