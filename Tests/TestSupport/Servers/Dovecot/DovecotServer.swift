internal import Foundation

/// A real Dovecot, running from a temporary folder: mailboxes, and logins for a Postfix.
///
/// Needs root, as Dovecot does.
public final class DovecotServer: Sendable {
  /// Where a port can be reached.
  public struct Endpoint: Sendable {
    /// A loopback address.
    public let host: String
    /// The port's number.
    public let port: Int
  }

  /// All mechanisms that Dovecot can do with the passwords it is given.
  public static let allMechanisms = [
    "plain", "login", "cram-md5", "digest-md5", "scram-sha-1", "scram-sha-256",
  ]

  /// The unix socket of Dovecot's authentication protocol, which Postfix asks.
  public let loginSocket: String
  let mailboxLogins: MailboxLogins?
  private let folder: TemporaryFolder
  private let certificate: IssuedCertificate?
  private let endpoints: [String: Endpoint]
  private let process: ChildProcess

  /// Starts the server and waits until every port greets.
  ///
  /// - `users`: name to password.
  /// - `certificate`: needed by ports with TLS.
  /// - `recordsMailboxLogins`: for `PostfixPort.requiresMailboxLogin`; a login is remembered for
  ///   `rememberedFor` seconds.
  /// - `configuration`: more lines for Dovecot's file.
  public init(
    users: [String: String], ports: [String: DovecotPort] = [:],
    certificate: IssuedCertificate? = nil, mechanisms: [String] = allMechanisms,
    recordsMailboxLogins: Bool = false, rememberedFor seconds: Int = 600,
    configuration: String = ""
  ) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    self.certificate = certificate
    loginSocket = folder.file("login")
    mailboxLogins =
      recordsMailboxLogins ? try MailboxLogins(in: folder, validFor: seconds) : nil
    try folder.makeFolder("mail", owner: "nobody")
    try folder.write("users", users.map { Self.line($0, $1) }.sorted().joined())
    let numbered = try ports.mapValues { (port: $0, number: try FreePort.next()) }
    endpoints = numbered.mapValues { Endpoint(host: $0.port.host, port: $0.number) }
    let file = DovecotConfiguration(
      folder: folder, ports: Array(numbered.values), certificate: certificate,
      mechanisms: mechanisms, mailboxLogins: mailboxLogins, extra: configuration)
    try folder.write("dovecot.conf", file.text)
    process = try ChildProcess(
      "dovecot", ["-F", "-c", folder.file("dovecot.conf")], log: folder.file("output"))
    try awaitStart(numbered.values.map(\.port))
  }

  deinit { stop() }

  /// A line of the file of users, in which Dovecot looks a name up with these characters escaped.
  private static func line(_ user: String, _ password: String) -> String {
    user.map { "\"'\\".contains($0) ? "\\\($0)" : String($0) }.joined() + ":{PLAIN}\(password)\n"
  }

  private func awaitStart(_ ports: [DovecotPort]) throws {
    try Waiting.until("Dovecot's login socket") {
      if let status = process.status { throw TestFailure("Dovecot ended: \(status)\n\(log())") }
      return FileManager.default.fileExists(atPath: loginSocket) ? true : nil
    }
    for endpoint in endpoints.values {
      // A connection to an SSL port is enough: it is only made when Dovecot listens.
      try LoopbackSocket.awaitGreeting(
        host: endpoint.host, port: endpoint.port, speaksFirst: false, log: log)
    }
  }

  /// Where the port with this name can be reached.
  public func endpoint(_ name: String) -> Endpoint {
    guard let endpoint = endpoints[name] else { preconditionFailure("no port named \(name)") }
    return endpoint
  }

  /// All that the server has logged, successful and failed logins among it.
  public func log() -> String { folder.text("output") + folder.text("log") }

  /// Waits until the log holds a text, and returns the lines that do.
  @discardableResult
  public func waitForLog(
    containing text: String, within seconds: Double = 20
  ) async throws -> [String] {
    try await LogLines.wait(for: text, within: seconds) { self.log() }
  }

  /// Forgets who has logged in to a mailbox, so that Postfix refuses these clients again.
  public func forgetMailboxLogins() throws {
    try mailboxLogins?.forget()
  }

  /// Ends the server and all its processes.
  public func stop() { process.terminate() }
}
