/// What happens to one stored password when the set-up is saved: keep, replace or delete.
public struct PasswordDraft: Equatable, Sendable {
  /// A password as it lies in `secrets.toml`.
  public struct Stored: Equatable, Sendable {
    /// The password.
    public let secret: Secret
    /// The host that it was given for, in ASCII; nil when none was known.
    public let host: String?
    /// The SMTP server to which the mailbox's password may go too, in ASCII; nil when none was
    /// chosen yet.
    public let smtpHost: String?

    /// A stored password.
    public init(_ secret: Secret, host: String?, smtpHost: String? = nil) {
      self.secret = secret
      self.host = host
      self.smtpHost = smtpHost
    }
  }

  /// The documented three: an empty field keeps, typing replaces, the button deletes.
  public enum Change: Equatable, Sendable {
    case keep
    case replace(Secret)
    case delete
  }

  /// What lies in `secrets.toml` now.
  public var stored: Stored?
  /// What a save will do.
  public var change: Change {
    if let typed { return .replace(typed) }
    return isDeleted ? .delete : .keep
  }

  private var typed: Secret?
  private var isDeleted = false

  /// A password with what is stored.
  public init(stored: Stored? = nil) { self.stored = stored }

  /// Replaces the password, also after a delete; an empty text takes the typing back.
  public mutating func type(_ text: String) { typed = text.isEmpty ? nil : Secret(text) }

  /// Deletes the password, until something is typed or the deletion is undone.
  public mutating func delete() {
    typed = nil
    isDeleted = true
  }

  /// Takes back what was typed and the deletion.
  public mutating func undo() {
    typed = nil
    isDeleted = false
  }

  /// Whether a save would change what is stored.
  public var isChanged: Bool { change != .keep }

  /// The password to use at this host; nil when there is none.
  ///
  /// Throws ``Problem/passwordForOtherHost(given:now:)`` when the stored one belongs to another
  /// host.
  ///
  /// - Parameter smtpHost: the SMTP server that the mailbox's password goes to as well, in the mode
  ///   that uses it there.
  public func secret(
    for host: String?, andSMTP smtpHost: String? = nil
  ) throws(Problem) -> Secret? {
    switch change {
    case .delete: return nil
    case .replace(let secret): return secret
    case .keep:
      guard let stored else { return nil }
      if let given = stored.host, let host, given != host {
        throw .passwordForOtherHost(given: given, now: host)
      }
      if let given = stored.smtpHost, let smtpHost, given != smtpHost {
        throw .passwordForOtherHost(given: given, now: smtpHost)
      }
      return stored.secret
    }
  }
}
