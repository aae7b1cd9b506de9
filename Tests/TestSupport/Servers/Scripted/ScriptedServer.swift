public import Foundation
internal import Glibc
internal import Synchronization

/// A TCP server that plays a script to each connection and records what it receives.
///
/// It is a Python program (`scripted-server.py`), for the sake of TLS.
public final class ScriptedServer: Sendable {
  /// What came over one connection.
  public struct Received: Sendable {
    /// The client's address.
    public fileprivate(set) var client = ""
    /// Every byte, after decryption.
    public fileprivate(set) var bytes = Data()
    /// The lines that the script has read, without their ends.
    public fileprivate(set) var lines: [String] = []
    /// The version of TLS, such as `TLSv1.3`; nil without.
    public fileprivate(set) var tls: String?
    /// The server name that the client asked for; nil without TLS.
    public fileprivate(set) var serverName: String?
    /// Handshakes and expectations that failed, and broken connections.
    public fileprivate(set) var faults: [String] = []
    /// Who closed the connection, `client` or `server`; nil while it is open.
    public fileprivate(set) var closedBy: String?
  }

  /// The port on every address that was asked for.
  public let port: Int
  private let server: ServerProcess
  private let record: Record
  /// Keeps the certificates' files for connections to come.
  private let scripts: [[ScriptStep]]

  /// Plays `scripts[n]` to the nth connection, and the last script to all that follow.
  public init(scripts: [[ScriptStep]], addresses: [String] = ["127.0.0.1"]) throws {
    self.scripts = scripts
    port = try FreePort.next()
    server = try ServerProcess(
      "python3", ["-u", Self.program], in: TemporaryFolder(), isLogged: false)
    let settings: [String: Any] = [
      "addresses": addresses, "port": port, "scripts": scripts.map { $0.map(\.json) },
    ]
    server.write(try JSONSerialization.data(withJSONObject: settings) + Data("\n".utf8))
    let record = Record()
    self.record = record
    record.follow(server.process)
    do {
      try server.awaitStart { record.state.withLock(\.listens) }
    } catch {
      throw TestFailure("\(error) \(record.state.withLock(\.noise))")
    }
  }

  /// Plays one script to every connection.
  public convenience init(_ script: [ScriptStep], addresses: [String] = ["127.0.0.1"]) throws {
    try self.init(scripts: [script], addresses: addresses)
  }

  /// Speaks SMTP on every connection, inside TLS when `ssl` is given.
  public convenience init(
    smtp dialogue: SMTPDialogue, ssl: ScriptedTLS? = nil, addresses: [String] = ["127.0.0.1"]
  ) throws {
    let first = ssl.map { [ScriptStep.startTLS($0)] } ?? []
    try self.init(first + [.smtp(dialogue)], addresses: addresses)
  }

  private static let program: String = {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return here.appendingPathComponent("scripted-server.py").path
  }()

  /// What has come over every connection until now, in the order in which they were made.
  ///
  /// A client that has its answer is in it: the server tells what has come before it answers.
  public var connections: [Received] {
    record.catchUp { server.write(Data("\($0)\n".utf8)) }
    return record.state.withLock(\.connections)
  }

  /// All lines of all connections.
  public var lines: [String] { connections.flatMap(\.lines) }

  /// Waits until a line begins so, in any case, and returns it.
  @discardableResult
  public func waitForLine(
    beginning prefix: String, within seconds: Double = 20
  ) async throws -> String {
    let prefix = prefix.uppercased()
    return try await wait("a line beginning with \(prefix)", within: seconds) {
      $0.flatMap(\.lines).first { $0.uppercased().hasPrefix(prefix) }
    }
  }

  /// Waits until so many connections were made, and returns them.
  @discardableResult
  public func waitForConnections(
    _ count: Int = 1, within seconds: Double = 20
  ) async throws -> [Received] {
    try await wait("\(count) connection(s)", within: seconds) { $0.count >= count ? $0 : nil }
  }

  /// Waits until a connection is closed, and returns what came over it.
  @discardableResult
  public func waitUntilClosed(
    connection: Int = 0, within seconds: Double = 20
  ) async throws -> Received {
    try await wait("the end of connection \(connection)", within: seconds) {
      $0.count > connection && $0[connection].closedBy != nil ? $0[connection] : nil
    }
  }

  /// Ends the server and its connections.
  public func stop() { server.stop() }

  private func wait<Value>(
    _ what: String, within seconds: Double, _ value: ([Received]) -> Value?
  ) async throws -> Value {
    do {
      return try await Waiting.until(what, within: seconds) { () async in value(connections) }
    } catch let failure as TestFailure {
      throw TestFailure("\(failure)\n\(connections)")
    }
  }

  /// What the Python program has told.
  private final class Record: Sendable {
    struct State {
      var listens = false
      var connections: [Received] = []
      var noise = ""
      /// The number of the last question whether all was heard, and of the last answer.
      var asked = 0
      var heard = 0
      var isOver = false
    }

    let state = Mutex(State())

    /// Waits until all is noted that the server has told until now.
    func catchUp(_ ask: (Int) -> Void) {
      let number = state.withLock { state in
        state.asked += 1
        return state.asked
      }
      ask(number)
      let end = ContinuousClock.now + .seconds(10)
      while state.withLock({ $0.heard < number && !$0.isOver }), .now < end { usleep(200) }
    }

    func follow(_ process: ChildProcess) {
      let descriptors = [dup(process.output), dup(process.errors)]
      for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      Thread.detachNewThread { [self] in
        var reader = PipeReader(descriptors: descriptors)
        var seen = 0
        while reader.hasMore {
          guard reader.readSome(milliseconds: 1000) else { continue }
          while let end = reader.data[0][seen...].firstIndex(of: 10) {
            note(reader.data[0][seen..<end])
            seen = end + 1
          }
          let noise = String(decoding: reader.data[1], as: UTF8.self)
          state.withLock { $0.noise = noise }
        }
        descriptors.forEach { close($0) }
        state.withLock { $0.isOver = true }
      }
    }

    private func note(_ line: Data) {
      guard let event = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        return
      }
      state.withLock { state in
        if let number = event["heard"] as? Int { state.heard = max(state.heard, number) }
        guard let number = event["connection"] as? Int else {
          state.listens = true
          return
        }
        while state.connections.count <= number { state.connections.append(Received()) }
        state.connections[number].note(event)
      }
    }
  }
}

extension ScriptedServer.Received {
  fileprivate mutating func note(_ event: [String: Any]) {
    if let address = event["client"] as? String { client = address }
    if let data = Self.data(event["bytes"]) { bytes.append(data) }
    if let data = Self.data(event["line"]) { lines.append(String(decoding: data, as: UTF8.self)) }
    if let version = event["tls"] as? String { tls = version }
    if let name = event["serverName"] as? String { serverName = name }
    if let fault = event["fault"] as? String { faults.append(fault) }
    if let end = event["closed"] as? String { closedBy = end }
  }

  private static func data(_ value: Any?) -> Data? {
    (value as? String).flatMap { Data(base64Encoded: $0) }
  }
}
