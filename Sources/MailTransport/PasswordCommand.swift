internal import Glibc
internal import MailDiagnosis
internal import MailSettings

/// Runs a password command: `/bin/sh -c COMMAND`, in a process group of its own, standard input closed
/// (`/dev/null`); the first line of its output is the password.
///
/// After ten seconds the whole group is killed. What it writes to standard error is shown when it fails.
enum PasswordCommand {
  private static let time = Duration.seconds(10)
  private static let mostOutput = 65_536

  static func run(_ command: String, patience: Patience) throws(Interruption) -> Secret {
    let child = try Child(command)
    defer { child.end() }
    var output: [UInt8] = []
    var errors: [UInt8] = []
    do throws(Interruption) {
      let patience = patience.atMost(time)
      try child.read(into: &output, &errors, patience)
      return try secret(output, errors, status: child.wait(patience))
    } catch  where error.ending == .timedOut {
      throw Interruption(
        .passwordCommand("it did not end within \(time.components.seconds) seconds"))
    }
  }

  private static func secret(
    _ output: [UInt8], _ errors: [UInt8], status: Int32
  ) throws(Interruption) -> Secret {
    let words = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
      .joined(separator: " ").printable(limit: 200)
    guard status == 0 else {
      let how = status < 0 ? "it was ended by signal \(-status)" : "it ended with status \(status)"
      throw Interruption(.passwordCommand(words.isEmpty ? how : "\(how): \(words)"))
    }
    let line = output.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, !line.contains(0) else {
      throw Interruption(.passwordCommand("its first line of output is empty"))
    }
    return Secret(String(decoding: line, as: UTF8.self))
  }

  /// The running command.
  private final class Child {
    private var pid: pid_t = 0
    private var isOver = false
    private var outputEnd: Int32 = -1
    private var errorEnd: Int32 = -1

    init(_ command: String) throws(Interruption) {
      var output: [Int32] = [-1, -1]
      var errors: [Int32] = [-1, -1]
      guard pipe(&output) == 0, pipe(&errors) == 0 else {
        throw Interruption(.passwordCommand(String(cString: strerror(errno))))
      }
      (outputEnd, errorEnd) = (output[0], errors[0])
      for end in output + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      for end in [outputEnd, errorEnd] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
      let code = start(command, output: output[1], errors: errors[1])
      close(output[1])
      close(errors[1])
      guard code == 0 else {
        isOver = true
        throw Interruption(.passwordCommand(String(cString: strerror(code))))
      }
    }

    deinit {
      close(outputEnd)
      close(errorEnd)
    }

    private func start(_ command: String, output: Int32, errors: Int32) -> Int32 {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
      let words = ["sh", "-c", command]
      var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) } + [nil]
      defer { arguments.forEach { free($0) } }
      return posix_spawn(&pid, "/bin/sh", &actions, &attributes, &arguments, environ)
    }

    /// Reads both pipes until both are closed; keeps what is in bounds.
    func read(
      into output: inout [UInt8], _ errors: inout [UInt8], _ patience: Patience
    ) throws(Interruption) {
      var open = [outputEnd, errorEnd]
      while !open.isEmpty {
        try patience.wait(forAnyOf: open)
        for end in open {
          var buffer = [UInt8](repeating: 0, count: 4096)
          let count = Glibc.read(end, &buffer, buffer.count)
          if count > 0, end == outputEnd, output.count < mostOutput {
            output += buffer.prefix(count)
          }
          if count > 0, end == errorEnd, errors.count < mostOutput {
            errors += buffer.prefix(count)
          }
          if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) {
            open.removeAll { $0 == end }
          }
        }
      }
    }

    /// The exit status, negative for a signal. The pipes are closed, so that it is over or nearly so.
    func wait(_ patience: Patience) throws(Interruption) -> Int32 {
      var status: Int32 = 0
      while waitpid(pid, &status, WNOHANG) == 0 { try patience.sleep(.milliseconds(5)) }
      isOver = true
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    /// Kills the group when the command is still running.
    func end() {
      guard !isOver else { return }
      kill(-pid, SIGKILL)
      var status: Int32 = 0
      waitpid(pid, &status, 0)
    }
  }
}

extension Patience {
  /// Sleeps until one of the descriptors is readable or closed.
  fileprivate func wait(forAnyOf descriptors: [Int32]) throws(Interruption) {
    while true {
      try check()
      var sources = (descriptors + [cancellation.readEnd]).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&sources, nfds_t(sources.count), milliseconds) > 0 else { continue }
      if sources.dropLast().contains(where: { $0.revents != 0 }) { return }
    }
  }
}
