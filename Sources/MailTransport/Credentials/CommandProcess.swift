internal import Glibc
internal import MailDiagnosis

/// A running `/bin/sh -c COMMAND` whose output and errors are read.
final class CommandProcess {
  private var pid: pid_t = 0
  private var status: Int32?
  private var outputEnd: Int32 = -1
  private var errorEnd: Int32 = -1

  init(_ command: String) throws(CredentialFailure) {
    let output = try Self.pipe()
    let errors = try Self.pipe()
    (outputEnd, errorEnd) = (output.read, errors.read)
    let code = start(command, output: output.write, errors: errors.write)
    close(output.write)
    close(errors.write)
    guard code == 0 else {
      status = 0
      // RLIMIT_NPROC, or the limit of a control group.
      if code == EAGAIN { throw .system(.processes) }
      throw .commandFailed(.notStarted(errno: code))
    }
  }

  deinit {
    end()
    for end in [outputEnd, errorEnd] where end >= 0 { close(end) }
  }

  private static func pipe() throws(CredentialFailure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw .system(.files) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  /// Starts the command with Postern's environment, which holds no secret, and without its open
  /// files. Signals that Postern ignores or blocks, such as SIGPIPE, have their default effect.
  private func start(_ command: String, output: Int32, errors: Int32) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    for file in Self.openFiles where file > 2 {
      posix_spawn_file_actions_addclose(&actions, file)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let words = ["sh", "-c", command]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) } + [nil]
    defer { arguments.forEach { free($0) } }
    return posix_spawn(&pid, "/bin/sh", &actions, &attributes, &arguments, environ)
  }

  /// The numbers of this process's open files; those of libraries may not close at exec by
  /// themselves.
  private static var openFiles: [Int32] {
    guard let folder = opendir("/proc/self/fd") else { return [] }
    defer { closedir(folder) }
    var numbers: [Int32] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let number = Int32(name) { numbers.append(number) }
    }
    return numbers
  }

  /// Whether the command itself has ended; processes that it started may still run.
  var isOver: Bool {
    var information = siginfo_t()
    // The process remains a zombie, so that its id is not reused before its group is ended.
    return waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      && information.si_signo == SIGCHLD
  }

  /// Reads what has been written.
  func drain(_ take: (ArraySlice<UInt8>, _ isError: Bool) -> Void) {
    outputEnd = drain(outputEnd) { take($0, false) }
    errorEnd = drain(errorEnd) { take($0, true) }
  }

  /// Reads at most one buffer, so that the other pipe and the deadline get their turn; returns -1
  /// once the pipe is closed.
  private func drain(_ end: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Int32 {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    guard end >= 0 else { return end }
    let count = read(end, &buffer, buffer.count)
    if count > 0 { take(buffer[..<count]) }
    if count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)) { return end }
    close(end)
    return -1
  }

  /// Sleeps until something can be read, or for a moment: the command's end wakes nobody.
  func wait(_ deadline: Deadline) throws(AttemptFailure) {
    try deadline.check()
    var sources = ([outputEnd, errorEnd, deadline.cancellation.readEnd]).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    poll(&sources, nfds_t(sources.count), min(20, deadline.milliseconds))
    try deadline.check()
  }

  /// Ends what is left of the process group; returns the command's exit status, or the negative
  /// number of a signal.
  @discardableResult
  func end() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    kill(-pid, SIGKILL)
    while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
    let result = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
    status = result
    return result
  }
}
