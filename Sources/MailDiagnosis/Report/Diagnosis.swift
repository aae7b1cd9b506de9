public import MailDialogue
public import MailSettings

/// Why an attempt failed: the cause, who can mend it, and how.
///
/// All of it is data; ``cause`` and ``advice`` put it into words.
public struct Diagnosis: Equatable, Sendable {
  /// Who can mend it.
  public enum Responsible: String, Codable, Sendable {
    /// The person who runs Postern.
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
  /// The cause, with the facts that its sentence and its advice name.
  public let reason: Cause
  /// Who can mend it.
  public let responsible: Responsible
  /// Fixes that a person may choose, best first.
  public let fixes: [Fix]
  /// The server's reply; nil where there was none.
  public let reply: Reply?
  /// Microsoft Entra ID's error, to be quoted; nil where there was none.
  @Boxed public private(set) var microsoft: MicrosoftError?
  /// Whether the same attempt may succeed later with nothing changed.
  public let isTemporary: Bool

  /// A diagnosis; by default without fixes, and not temporary.
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

  /// The stable id in documents and documentation, such as `certificate.self-signed`.
  public var id: String { finding.rawValue }
}
