public import MailSettings

/// A set-up, written as another program's configuration file.
public struct Export: Sendable {
  /// The file's text; nil where nothing can be written.
  public let text: String?
  /// The text of Postfix's separate password file, for mode 0600; nil for the other formats.
  public let passwordFile: String?
  /// What the other program cannot do.
  public let shortfalls: [Shortfall]
  /// The relay that the other program hands its mails to; nil where it sends by itself.
  public let relay: LoopbackAddress?

  /// Whether the other program can send with this file.
  public let works: Bool

  /// Writes a set-up; where the other program cannot send by itself, through the set-up's relay.
  ///
  /// The shortfalls take the password into account, whether it is written or not.
  ///
  /// - Parameter passwordFile: where Postfix will find its file of passwords.
  public init(
    _ settings: Settings, as format: ExportFormat, password: ExportedPassword,
    withSecrets: Bool, trust: ImportedTrust?, passwordFile: String
  ) {
    let format = format.interchange
    let direct = MailAccount(settings, password, trust)
    let needed = Self.shortfalls(settings, direct, format)
    let isFatal = needed.contains(where: \.isFatal)
    let relayed = isFatal ? MailAccount(relayOf: settings) : nil
    relay = relayed == nil ? nil : settings.relay.listen
    let left = relayed.map(format.shortfalls) ?? needed
    works = !left.contains(where: \.isFatal)
    shortfalls = relayed == nil ? needed : needed.filter(\.isFatal) + left
    guard let account = relayed ?? (withSecrets ? direct : direct?.withoutSecret) else {
      (text, self.passwordFile) = (nil, nil)
      return
    }
    let comments: [ExportEntry] = [.comment(.title), .comment(relay.map { .relay($0) } ?? .direct)]
    let entries = comments + format.entries(account, ExportPlace(passwordFile: passwordFile))
    text = entries.map { format.line($0) + "\n" }.joined()
    self.passwordFile = format == Postfix.self ? Postfix.passwordLine(account) : nil
  }

  private static func shortfalls(
    _ settings: Settings, _ direct: MailAccount?, _ format: any Interchange.Type
  ) -> [Shortfall] {
    switch settings.route {
    case .exchange(let account): [.obstacle(.exchange(account.kind))]
    case .smtp(let server):
      (server.signIn.isIncomingFirst ? [.obstacle(.incomingFirst)] : [])
        + (direct.map { $0.commonShortfalls + format.shortfalls($0) } ?? [])
    }
  }
}

extension SignIn {
  fileprivate var isIncomingFirst: Bool {
    switch self {
    case .incomingFirst: true
    case .none, .credentials: false
    }
  }
}
