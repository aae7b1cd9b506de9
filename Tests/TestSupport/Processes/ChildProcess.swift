public import Foundation
internal import Glibc
internal import Synchronization

/// A running program with pipes to its standard input, output and errors.
///
/// It leads a process group of its own, which ends with `terminate()`, with the last reference,
/// or with the test process.
public final class ChildProcess: Sendable {
  /// The program's process id, which is also its group's.
  public let pid: Int32
  private let path: String
  private let input: Mutex<Int32>
  let output: Int32
  let errors: Int32
  private let ended = Mutex<Int32?>(nil)

  /// Starts a program; a name without a slash is looked up in the search path.
  ///
  /// Output that goes to `log` instead of the pipes never blocks the program.
  public init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    inheriting: Bool = true, folder: String? = nil, log: String? = nil
  ) throws {
    self.path = path
    let pipes = try (Pipe.make(), Pipe.make(), Pipe.make())
    let file = log.map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644) }
    defer {
      close(pipes.0.read)
      close(pipes.1.write)
      close(pipes.2.write)
      if let file { close(file) }
    }
    input = Mutex(pipes.0.write)
    (output, errors) = (pipes.1.read, pipes.2.read)
    let inherited = inheriting ? ProcessInfo.processInfo.environment : [:]
    let files = Spawn.Files(
      input: pipes.0.read, output: file ?? pipes.1.write, errors: file ?? pipes.2.write)
    pid = try Spawn.start(
      path, arguments, environment: inherited.merging(environment) { $1 }, folder: folder,
      files: files)
    Janitor.watch(group: pid)
  }

  deinit {
    terminate()
    closeInput()
    close(output)
    close(errors)
  }

  /// The exit status, or nil while the program runs; 128 plus the number after a signal.
  public var status: Int32? {
    ended.withLock { ended in
      if let ended { return ended }
      var raw: Int32 = 0
      guard waitpid(pid, &raw, WNOHANG) == pid else { return nil }
      ended = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f)
      return ended
    }
  }

  /// Writes to the program's standard input; a program that no longer reads is no fault.
  public func write(_ data: Data) {
    input.withLock { input in
      guard input >= 0 else { return }
      PipeWriter.write(data, to: input)
    }
  }

  /// Ends the program's standard input.
  public func closeInput() {
    input.withLock { input in
      if input >= 0 { close(input) }
      input = -1
    }
  }

  /// Ends the program and its group: politely first, by force after three seconds.
  public func terminate() {
    if status == nil {
      kill(-pid, SIGTERM)
      _ = try? Waiting.until("the end of \(path)", within: 3) { status }
    }
    // The leader may be gone while its children still run.
    kill(-pid, SIGKILL)
    _ = try? Waiting.until("the end of \(path)", within: 3) { status }
    Janitor.forget(group: pid)
  }

  /// Feeds the program, reads all that it writes and waits for its end.
  func communicate(input: Data, timeout: Double) throws -> CommandResult {
    let feeder = self
    Thread.detachNewThread {
      feeder.write(input)
      feeder.closeInput()
    }
    let deadline = Date(timeIntervalSinceNow: timeout)
    var reader = PipeReader(descriptors: [output, errors])
    while status == nil || reader.hasMore {
      let wasRunning = status == nil
      let read = reader.readSome(milliseconds: 20)
      // A daemon that it left behind may hold the pipes open for ever.
      if !wasRunning, !read { break }
      if Date() > deadline {
        throw TestFailure("\(path) took longer than \(timeout) s\n\(reader.text)")
      }
    }
    return CommandResult(
      status: status ?? -1, outputData: reader.data[0], errorData: reader.data[1])
  }
}
