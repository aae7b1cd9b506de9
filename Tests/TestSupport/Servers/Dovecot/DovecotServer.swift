internal import Foundation

/// A real Dovecot, running from a temporary folder: mailboxes, and logins for a Postfix.
///
/// Needs root, as Dovecot does.
public final class DovecotServer: ProcessServer {
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
  /// The process.
  public let server: ServerProcess
  let mailboxLogins: MailboxLogins?
  private let certificate: IssuedCertificate?
  private let endpoints: [String: Endpoint]

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
    server = try ServerProcess(
      "dovecot", ["-F", "-c", folder.file("dovecot.conf")], in: folder, logs: ["log"])
    try server.awaitStart { [loginSocket] in
      FileManager.default.fileExists(atPath: loginSocket)
    }
    for endpoint in endpoints.values {
      // A connection to an SSL port is enough: it is only made when Dovecot listens.
      try server.awaitGreeting(host: endpoint.host, port: endpoint.port, speaksFirst: false)
    }
  }

  /// A line of the file of users, in which Dovecot looks a name up with these characters escaped.
  private static func line(_ user: String, _ password: String) -> String {
    user.map { "\"'\\".contains($0) ? "\\\($0)" : String($0) }.joined() + ":{PLAIN}\(password)\n"
  }

  /// Where the port with this name can be reached.
  public func endpoint(_ name: String) -> Endpoint {
    guard let endpoint = endpoints[name] else { preconditionFailure("no port named \(name)") }
    return endpoint
  }

  /// Forgets who has logged in to a mailbox, so that Postfix refuses these clients again.
  public func forgetMailboxLogins() throws {
    try mailboxLogins?.forget()
  }
}
