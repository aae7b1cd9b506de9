internal import Glibc
public import MailSettings
internal import Synchronization
internal import SystemAccess

extension OutgoingMail {
  /// Where mail for names on this machine goes: by the set-up, else by /etc/aliases.
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
      let file = AliasesFile(Self.text(of: path))
      (state.stamp, state.file) = (stamp, file)
      return file
    }
  }

  /// Empty where there is none that can be read.
  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 4_194_304 {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
