internal import CSpawn
internal import Glibc

/// Starts programs by posix_spawn(3), each as the leader of a session of its own.
///
/// Foundation's `Process` cannot make a process group, and so cannot end a daemon's children.
enum Spawn {
  /// The descriptors that the program gets as its standard input, output and errors.
  struct Files {
    var input: Int32
    var output: Int32
    var errors: Int32
  }

  /// Starts a program; a name without a slash is looked up in the search path.
  static func start(
    _ program: String, _ arguments: [String], environment: [String: String]?, folder: String?,
    files: Files
  ) throws(TestFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, files.input, 0)
    posix_spawn_file_actions_adddup2(&actions, files.output, 1)
    posix_spawn_file_actions_adddup2(&actions, files.errors, 2)
    // A server that inherits a test's socket would keep that connection open.
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    prepare(&attributes)

    var pid: pid_t = 0
    let environment = environment.map { $0.map { "\($0)=\($1)" } }
    let failure = withStrings([program] + arguments) { arguments in
      guard let environment else {
        return posix_spawnp(&pid, program, &actions, &attributes, arguments, environ)
      }
      return withStrings(environment) {
        posix_spawnp(&pid, program, &actions, &attributes, arguments, $0)
      }
    }
    guard failure == 0 else {
      throw TestFailure("cannot start \(program): \(String(cString: strerror(failure)))")
    }
    return pid
  }

  /// Gives the program a session and the default signals, whatever the test process ignores.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Int32(postern_spawn_setsid) | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}
