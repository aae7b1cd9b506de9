public import MailSettings
internal import Synchronization
internal import SystemAccess

extension OutgoingMail {
  /// Where mail for names on this machine goes: by the set-up's aliases, else by /etc/aliases.
  public var aliases: Aliases { Aliases(own: settings.aliases, system: Self.machine.current()) }

  private static let machine = MachineAliases("/etc/aliases")
}

/// The aliases of the machine, read when they are first asked for, and again once they change.
private final class MachineAliases: Sendable {
  private struct State {
    var stamp: FileStamp?
    var file: AliasesFile?
  }

  private let path: String
  private let state = Mutex(State())

  init(_ path: String) { self.path = path }

  func current() -> AliasesFile {
    let stamp = FileStamp(path)
    return state.withLock { state in
      if let file = state.file, stamp == state.stamp { return file }
      let file = AliasesFile(TextFile.text(of: path) ?? "")
      (state.stamp, state.file) = (stamp, file)
      return file
    }
  }
}
