internal import Glibc
internal import MailSettings
internal import SystemAccess

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

extension LockHolder {
  /// This process.
  static func current() -> LockHolder {
    var buffer = [CChar](repeating: 0, count: 256)
    let isTerminal = ttyname_r(STDIN_FILENO, &buffer, buffer.count) == 0
    return LockHolder(
      process: getpid(), user: UserDatabase.entry(getuid())?.name,
      terminal: isTerminal ? String(decoding: buffer.terminated, as: UTF8.self) : nil,
      since: Moment.now().textForPeople)
  }

  /// The text of the lock file: a line `name = value` for each value.
  var text: String {
    let values = [
      "process": process.map { String($0) }, "user": user, "terminal": terminal, "since": since,
    ]
    return values.compactMap { name, value in value.map { "\(name) = \($0)\n" } }.sorted().joined()
  }

  /// Reads what another process wrote; what would steer a terminal is replaced.
  init(text: String) {
    var values: [Substring: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " = ", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = String(parts[1]).printable(limit: 80) }
    }
    self.init(
      process: values["process"].flatMap { Int32($0) }, user: values["user"],
      terminal: values["terminal"], since: values["since"])
  }
}

extension [CChar] {
  fileprivate var terminated: [UInt8] { prefix { $0 != 0 }.map { UInt8(bitPattern: $0) } }
}
