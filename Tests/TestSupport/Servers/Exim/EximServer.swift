public import Foundation

/// A real Exim, running from a temporary folder out of Debian's unpacked package.
///
/// Debian's mail servers exclude each other, so Exim's package cannot be installed beside
/// Postfix's; `prepare()` unpacks it into a cache instead. Needs root. Mail goes into a Maildir of
/// the recipient's address, for foreign domains only after a login.
public final class EximServer: ProcessServer {
  /// How one port behaves.
  public struct Port: Sendable {
    /// What the port does about TLS.
    public var security: PortSecurity
    /// Whether it offers AUTH, and demands it.
    public var login: PostfixPort.Login
    /// Whether AUTH is only offered inside TLS.
    public var loginOnlyInTLS: Bool

    /// A port with TLS and AUTH as told.
    public init(
      _ security: PortSecurity = .none, login: PostfixPort.Login = .off,
      loginOnlyInTLS: Bool = false
    ) {
      self.security = security
      self.login = login
      self.loginOnlyInTLS = loginOnlyInTLS
    }
  }

  /// The delivered mail.
  public let maildirs: Maildirs
  /// The process.
  public let server: ServerProcess
  private let certificate: IssuedCertificate?
  private let numbers: [String: Int]

  /// Starts the server and waits until every port greets.
  ///
  /// `users` are names with passwords, for AUTH PLAIN, LOGIN and CRAM-MD5; `settings` more lines
  /// for the main section of Exim's file.
  public init(
    ports: [String: Port], users: [String: String] = [:], certificate: IssuedCertificate? = nil,
    domains: [String] = ["example.org", "example.com", "example.net"], settings: String = ""
  ) throws {
    let folder = try TemporaryFolder()
    // Exim's own user starts it again, and may not enter the cache in root's home.
    let program = folder.file("exim4")
    // Not copied by this process: a fork of another test would hold it open for writing (ETXTBSY).
    try Command.check("cp", [try EximPackage.program(), program])
    self.certificate = certificate
    maildirs = Maildirs(path: folder.file("mail"))
    for name in ["mail", "spool", "log"] {
      try folder.makeFolder(name, owner: EximPackage.user, mode: 0o750)
    }
    let numbered = try ports.mapValues { (port: $0, number: try FreePort.next()) }
    numbers = numbered.mapValues(\.number)
    let file = try EximConfiguration(
      folder: folder, program: program, ports: Array(numbered.values), users: users,
      certificate: certificate, domains: domains, settings: settings)
    let path = try folder.write("exim.conf", file.text)
    server = try ServerProcess(
      program, ["-C", path, "-bdf"], in: folder, logs: ["log/mainlog", "log/paniclog"])
    for (port, number) in numbered.values {
      try server.awaitGreeting(port: number, speaksFirst: port.security != .ssl)
    }
  }

  /// Downloads and unpacks Debian's package into the cache, unless it is there already.
  ///
  /// The cache is `POSTERN_TEST_CACHE`, else `~/.cache/postern-tests`.
  public static func prepare() throws { try EximPackage.prepare() }

  /// The number of the port with this name.
  public func port(_ name: String) -> Int {
    guard let number = numbers[name] else { preconditionFailure("no port named \(name)") }
    return number
  }

  /// Waits until an address has at least so many mails, and returns all of them, oldest first.
  public func inbox(
    of address: String, count: Int = 1, within seconds: Double = 20
  ) async throws -> [Data] {
    try await maildirs.wait(of: address, count: count, within: seconds) { self.log() }
  }
}
