/// Who holds the lock of a set-up, as the lock file says.
public struct LockHolder: Equatable, Sendable {
  /// The process; nil when the holder has not written it yet.
  public var process: Int32?
  /// The user's login name.
  public var user: String?
  /// The terminal's device, such as `/dev/pts/3`.
  public var terminal: String?
  /// Since when, such as `2026-01-31 09:15:00 +0000`.
  public var since: String?

  /// A holder.
  public init(
    process: Int32? = nil, user: String? = nil, terminal: String? = nil, since: String? = nil
  ) {
    self.process = process
    self.user = user
    self.terminal = terminal
    self.since = since
  }
}
