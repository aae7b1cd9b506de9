public import MailSettings

/// A set-up as another program's file.
public struct Export: Sendable {
  /// The file; nil where there is nothing that it could say.
  public let text: String?
  /// What belongs into a file beside it that is for its owner alone; nil for most formats.
  public let passwordFile: String?
  /// What the other program cannot do.
  public let shortfalls: [Shortfall]
  /// The relay by which the mails go instead, nil where the other program sends by itself.
  public let relay: LoopbackAddress?

  /// Whether mails go out by it.
  public let works: Bool

  /// Writes a set-up; by its relay, where there is one and the other program cannot do without.
  ///
  /// What the other program can do is judged by the password itself, whether it is written or not.
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
