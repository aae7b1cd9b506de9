internal import Foundation

/// A program that serves, in a folder of its own: started, waited for, read and ended alike,
/// whatever it serves.
///
/// It ends with `stop()`, with the last reference or with the tests, and its folder goes with it.
public final class ServerProcess: Sendable {
  /// Where it keeps its files.
  public let folder: TemporaryFolder
  let process: ChildProcess
  private let name: String
  private let logs: [String]

  /// Starts a program; a name without a slash is looked up in the search path.
  ///
  /// What it writes goes to the file `output` of its folder, which is always a part of its log;
  /// `logs` are more files there. Where `isLogged` is false, it goes to the pipes of `process`.
  init(
    _ program: String, _ arguments: [String], in folder: TemporaryFolder,
    environment: [String: String] = [:], logs: [String] = [], isLogged: Bool = true
  ) throws {
    self.folder = folder
    self.logs = ["output"] + logs
    name = program.split(separator: "/").last.map(String.init) ?? program
    process = try ChildProcess(
      program, arguments, environment: environment, log: isLogged ? folder.file("output") : nil)
  }

  deinit { stop() }

  /// Blocks until the closure says that the server is ready; throws with its log as soon as it has
  /// ended.
  func awaitStart(_ isReady: () -> Bool) throws {
    do {
      try Waiting.until("the start of \(name)") {
        if let status = process.status { throw TestFailure("\(name) ended: \(status)") }
        return isReady() ? true : nil
      }
    } catch {
      throw TestFailure("\(error)\n\(LogLines.excerpt(log()))")
    }
  }

  /// Blocks until a port greets, or takes a connection where the client speaks first.
  func awaitGreeting(host: String = "127.0.0.1", port: Int, speaksFirst: Bool) throws {
    try awaitStart {
      LoopbackSocket.greeting(host: host, port: port, speaksFirst: speaksFirst) != nil
    }
  }

  /// All that it has logged.
  func log() -> String { logs.map(folder.text).joined() }

  /// Writes to its standard input.
  func write(_ data: Data) { process.write(data) }

  /// Ends it and all its processes.
  func stop() { process.terminate() }
}

/// A server that is one process with its children.
public protocol ProcessServer: Sendable {
  /// The process.
  var server: ServerProcess { get }
}

extension ProcessServer {
  /// All that the server has logged.
  public func log() -> String { server.log() }

  /// Waits until the log holds a text, and returns the lines that do.
  @discardableResult
  public func waitForLog(
    containing text: String, within seconds: Double = 20
  ) async throws -> [String] {
    try await LogLines.wait(for: text, within: seconds) { log() }
  }

  /// Ends the server and all its processes.
  public func stop() { server.stop() }
}
