/// The three secrets that a person gives, by their names on the command line.
public enum PasswordSetting: String, CaseIterable, Sendable {
  case smtp
  case incoming
  case exchange

  /// Where the secret stands in a draft.
  public var path: any WritableKeyPath<Draft, PasswordDraft> & Sendable {
    switch self {
    case .smtp: \.smtp.password
    case .incoming: \.incoming.password
    case .exchange: \.exchange.clientSecret
    }
  }

  /// Its dotted name among the settings, such as `smtp.password`.
  public var name: String {
    switch self {
    case .smtp: "smtp.password"
    case .incoming: "incoming.password"
    case .exchange: "exchange.client-secret"
    }
  }

  /// The host that a secret given now belongs to, in ASCII; nil when none is set.
  public func host(in draft: Draft) -> String? {
    switch self {
    case .smtp: draft.smtp.server.value?.ascii
    case .incoming: draft.incoming.server.value?.ascii
    case .exchange: nil
    }
  }

  /// The SMTP server that the mailbox's password goes to, in ASCII, in the mode that uses it there.
  public func smtpHost(in draft: Draft) -> String? {
    self == .incoming && draft.chosenMode == .incoming ? draft.smtp.server.value?.ascii : nil
  }
}
