import CSpawn
import Foundation
import Glibc
import TestSupport

/// A terminal whose other side is the test: types, reads raw bytes, resizes, looks at the modes.
final class PseudoTerminal {
  private var master: Int32
  /// Held so that the modes can still be read when the program has ended.
  private let slave: Int32
  private let path: String
  /// The program's process id.
  private(set) var pid: pid_t = 0
  private var ended: Int32?
  /// All that was written to the terminal so far.
  private(set) var output: [UInt8] = []

  init(columns: Int = 80, rows: Int = 24) throws {
    var ends: (Int32, Int32) = (-1, -1)
    var name: [CChar] = Array(repeating: 0, count: 64)
    guard openpty(&ends.0, &ends.1, nil, nil, nil) == 0, ttyname_r(ends.1, &name, 64) == 0 else {
      throw TestFailure("no pseudo-terminal: errno \(errno)")
    }
    (master, slave) = ends
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    resize(columns: columns, rows: rows)
  }

  deinit {
    if pid > 0, status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    if master >= 0 { close(master) }
    close(slave)
  }

  /// Starts a program whose controlling terminal this becomes.
  func start(_ program: String, _ arguments: [String], environment: [String: String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of tests block signals, and a program inherits that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes,
      Int16(Int32(postern_spawn_setsid) | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let failure = posix_spawn(&pid, program, &actions, &attributes, words, variables)
    guard failure == 0 else { throw TestFailure("cannot start \(program): errno \(failure)") }
  }

  /// Types; what is more than the line takes waits until the program has read some.
  func type(_ text: String) throws {
    var bytes = Array(text.utf8)
    try Waiting.until("room for what is typed") {
      pump()
      let count = write(master, bytes, bytes.count)
      bytes.removeFirst(max(0, count))
      return bytes.isEmpty ? true : nil
    }
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) { kill(pid, number) }

  /// Changes the size, which sends SIGWINCH.
  func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Hangs up, as when a window is closed or a connection lost.
  func hangUp() {
    pump()
    close(master)
    master = -1
  }

  /// The modes that stty(1) shows, as one comparable text.
  var modes: String {
    var modes = termios()
    tcgetattr(master, &modes)
    let flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    return "\(flags) \(modes.c_cc)"
  }

  /// Reads what has been written, and gives it as text.
  @discardableResult
  func pump() -> String {
    var bytes: [UInt8] = Array(repeating: 0, count: 65_536)
    while master >= 0 {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { break }
      output += bytes[..<count]
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// What was written, from one byte to another.
  func text(_ bytes: Range<Int>) -> String { String(decoding: output[bytes], as: UTF8.self) }

  /// Waits until a text was written, after the first so many bytes.
  func expect(_ text: String, after start: Int = 0) throws {
    var seen = ""
    do {
      try Waiting.until(text) {
        pump()
        seen = String(decoding: output.dropFirst(start), as: UTF8.self)
        return seen.contains(text) ? true : nil
      }
    } catch { throw TestFailure("\(text.debugDescription) is not in \(seen.debugDescription)") }
  }

  /// The exit status, 128 plus the number after a signal; nil while the program runs.
  var status: Int32? {
    if let ended { return ended }
    var raw: Int32 = 0
    guard waitpid(pid, &raw, WNOHANG) == pid else { return nil }
    ended = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
    return ended
  }

  /// Waits for the end.
  func wait() throws -> Int32 {
    try Waiting.until("the end of the program") {
      pump()
      return status
    }
  }
}
