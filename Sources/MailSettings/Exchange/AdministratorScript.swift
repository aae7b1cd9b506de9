/// The PowerShell commands with which an Exchange administrator lets the application send, and
/// those that undo it.
public struct AdministratorScript: Equatable, Sendable {
  /// The flow that it is for; a person's sign-in needs only SMTP AUTH enabled for the mailbox.
  public let flow: ExchangeFlow
  /// The cloud, which the commands that connect to Exchange Online and Microsoft Graph name.
  public let cloud: ExchangeCloud
  /// The application (client) id.
  public let clientID: String
  /// The mailbox to send from.
  public let mailbox: String
  /// The object id of the Enterprise application; nil where it is not known. That of the app
  /// registration is another one and does not work here.
  public let objectID: String?

  /// The script of a set-up; throws what is missing for it.
  ///
  /// - Parameters:
  ///   - objectID: the `oid` claim of an app-only token; anything but a GUID counts as none.
  ///   - account: who has signed in, where the settings name no mailbox.
  public init(
    _ draft: Draft, objectID: String? = nil, account: String? = nil
  ) throws(SettingProblem) {
    let reader = DraftReader(draft: draft)
    flow = draft.exchange.chosenFlow
    cloud = draft.exchange.chosenCloud
    clientID = flow == .appOnly ? (try reader.need(.exchangeClientID) as ClientID).text : ""
    if let account, draft.exchange.mailbox.isEmpty, flow == .delegated {
      mailbox = account
    } else {
      mailbox = (try reader.need(.exchangeMailbox) as MailAddress).text
    }
    self.objectID = objectID.flatMap { $0.isGUID ? $0 : nil }
  }

  /// The lines to run.
  public var lines: [String] { head + (flow == .appOnly ? permission : []) + smtp }

  /// The lines that undo it, each commented out.
  public var undo: [String] {
    var lines = [
      "Set-CASMailbox -Identity \(box) -SmtpClientAuthenticationDisabled $null"
    ]
    if flow == .appOnly {
      lines += [
        "Remove-MailboxPermission -Identity \(box) -User \(object) -AccessRights FullAccess",
        "Remove-ServicePrincipal -Identity \(object)",
      ]
    }
    return ["# To take it back:"] + lines.map { "# \($0)" }
  }

  /// The lines that allow the same by a role in Exchange instead of a permission in Entra ID, each
  /// commented out; empty where there is no such role.
  public var alternative: [String] {
    guard flow == .appOnly, cloud == .worldwide else { return [] }
    let filter = "PrimarySmtpAddress -eq \(mailbox.quotedForPowerShell)".quotedForPowerShell
    let lines = [
      "New-ManagementScope -Name 'Postern' -RecipientRestrictionFilter \(filter)",
      "New-ManagementRoleAssignment -Name 'Postern' -Role 'Application SMTP.SendAsApp'"
        + " -App \(object) -CustomResourceScope 'Postern'",
      "Remove-ManagementRoleAssignment -Identity 'Postern'",
      "Remove-ManagementScope -Identity 'Postern'",
    ]
    return [
      "# Instead of SMTP.SendAsApp in Entra ID and of Add-MailboxPermission: a role for this",
      "# mailbox alone. The application's tokens then have no roles, which is right.",
    ] + lines[..<2].map { "# \($0)" } + ["# To take that back:"] + lines[2...].map { "# \($0)" }
  }

  /// The whole script.
  public var text: String {
    [lines, undo, alternative].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }
}

extension AdministratorScript {
  private var box: String { mailbox.quotedForPowerShell }
  private var object: String { objectID?.quotedForPowerShell ?? "$objectId" }

  private var head: [String] { ["Connect-ExchangeOnline\(cloud.exchangeEnvironment)"] }

  private var permission: [String] {
    let application = clientID.quotedForPowerShell
    let lookUp = [
      "# The object id of the Enterprise application, not that of the app registration:",
      "Connect-MgGraph -Scopes 'Application.Read.All'\(cloud.graphEnvironment)",
      "$objectId = (Get-MgServicePrincipal -Filter \"appId eq '\(clientID)'\").Id",
    ]
    return (objectID == nil ? lookUp : []) + [
      "New-ServicePrincipal -AppId \(application) -ObjectId \(object) -DisplayName 'Postern'",
      "Add-MailboxPermission -Identity \(box) -User \(object) -AccessRights FullAccess",
    ]
  }

  private var smtp: [String] {
    [
      "# $true is off, $false is on, $null is as the organization has it; now it is:",
      "(Get-CASMailbox -Identity \(box)).SmtpClientAuthenticationDisabled",
      "Set-CASMailbox -Identity \(box) -SmtpClientAuthenticationDisabled $false",
    ]
  }
}

extension ExchangeCloud {
  fileprivate var exchangeEnvironment: String {
    switch self {
    case .worldwide: ""
    case .gccHigh: " -ExchangeEnvironmentName O365USGovGCCHigh"
    case .dod: " -ExchangeEnvironmentName O365USGovDoD"
    case .china: " -ExchangeEnvironmentName O365China"
    }
  }

  fileprivate var graphEnvironment: String {
    switch self {
    case .worldwide: ""
    case .gccHigh: " -Environment USGov"
    case .dod: " -Environment USGovDoD"
    case .china: " -Environment China"
    }
  }
}

extension String {
  /// This text as a PowerShell literal, in which nothing is expanded (about_Quoting_Rules).
  ///
  /// PowerShell takes typographic single quotes for plain ones, so they are doubled too.
  public var quotedForPowerShell: String {
    let inside = unicodeScalars.reduce(into: "") { text, scalar in
      text.unicodeScalars.append(scalar)
      if scalar == "'" || ("\u{2018}"..."\u{201B}").contains(scalar) {
        text.unicodeScalars.append(scalar)
      }
    }
    return "'\(inside)'"
  }
}
