public import MailDialogue
public import MailSettings

/// Why an attempt failed: the cause, who can mend it, what to do.
///
/// All of it is data; ``cause`` and ``advice`` put it into words.
public struct Diagnosis: Equatable, Sendable {
  /// Who can mend it.
  public enum Responsible: String, Codable, Sendable {
    /// The person at this screen.
    case you
    /// Whoever runs the mail server.
    case serverAdministrator = "server-administrator"
    /// Whoever runs the network or the firewall.
    case network
    /// The mail provider or its tenant's administrator.
    case provider
    /// Whoever owns the recipient's address.
    case recipient
    case unknown
  }

  /// What was found; ``Finding/unknown`` when no rule fits.
  public let finding: Finding
  /// The stage that failed.
  public let stage: Stage
  /// The cause with all that its sentence and the advice tell.
  public let reason: Cause
  /// Who can mend it.
  public let responsible: Responsible
  /// Changes of the draft that mend it, best first.
  public let fixes: [Fix]
  /// The server's own words, where there are some.
  public let reply: Reply?
  /// What Microsoft Entra ID said, to be quoted, where it did.
  @Boxed public private(set) var microsoft: MicrosoftError?
  /// Whether the same may work later, with nothing changed here.
  public let isTemporary: Bool

  /// A diagnosis with its parts.
  public init(
    finding: Finding, stage: Stage, reason: Cause, responsible: Responsible, fixes: [Fix] = [],
    reply: Reply? = nil, microsoft: MicrosoftError? = nil, isTemporary: Bool = false
  ) {
    self.finding = finding
    self.stage = stage
    self.reason = reason
    self.responsible = responsible
    self.fixes = fixes
    self.reply = reply
    self.microsoft = microsoft
    self.isTemporary = isTemporary
  }

  /// The stable id that is printed, such as `certificate.self-signed`.
  public var id: String { finding.rawValue }
}
