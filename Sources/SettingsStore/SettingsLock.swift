internal import Glibc
internal import MailSettings
internal import Synchronization

/// The lock against a second wizard, or a command that would change the set-up under a wizard's hands.
///
/// It is held until ``release()`` or the end of the process, however that comes about.
public final class SettingsLock: Sendable {
  private let lock: Mutex<FileLock?>

  private init(_ lock: FileLock) { self.lock = Mutex(lock) }

  deinit { release() }

  /// Takes the lock of a set-up, creating its folder where it is missing.
  ///
  /// Throws ``StoreError/held(by:)`` when somebody else has it.
  public static func acquire(home: String) throws(StoreError) -> SettingsLock {
    let paths = SetUpPaths(home: home)
    let disk = Disk()
    try disk.createFolder(paths.home)
    try disk.createFolder(paths.run)
    guard let lock = try FileLock.tryAcquire(paths.sessionLock, disk: disk) else {
      throw .held(by: LockHolder(text: readText(paths.sessionLock)))
    }
    let text = Array(LockHolder.current().text.utf8)
    ftruncate(lock.file, 0)
    pwrite(lock.file, text, text.count, 0)
    return SettingsLock(lock)
  }

  /// Lets the lock go, for a program that lives on.
  public func release() {
    let held = lock.withLock { lock in
      defer { lock = nil }
      return lock
    }
    if let held { ftruncate(held.file, 0) }
  }

  private static func readText(_ path: String) -> String {
    let bytes = (try? Disk().read(path, isSecret: false)) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self)
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
      since: timeNow())
  }

  /// One line a value, in the lock file.
  var text: String {
    let values = [
      "process": process.map { String($0) }, "user": user, "terminal": terminal, "since": since,
    ]
    return values.compactMap { name, value in value.map { "\(name) = \($0)\n" } }.sorted().joined()
  }

  /// Reads what another process wrote; what would steer a terminal is taken out.
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

  private static func timeNow() -> String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S %z", &parts)
    return String(decoding: buffer.terminated, as: UTF8.self)
  }
}

extension [CChar] {
  fileprivate var terminated: [UInt8] { prefix { $0 != 0 }.map { UInt8(bitPattern: $0) } }
}
