public import Foundation

/// A real Exim, running from a temporary folder out of Debian's unpacked package.
///
/// Debian's mail servers exclude each other, so Exim's package cannot be installed beside
/// Postfix's; `prepare()` unpacks it into a cache instead. Needs root. Mail goes into a Maildir of
/// the recipient's address, for foreign domains only after a login.
public final class EximServer: Sendable {
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
  private let folder: TemporaryFolder
  private let certificate: IssuedCertificate?
  private let numbers: [String: Int]
  private let process: ChildProcess

  /// Starts the server and waits until every port greets.
  ///
  /// `users` are names with passwords, for AUTH PLAIN, LOGIN and CRAM-MD5; `settings` more lines
  /// for the main section of Exim's file.
  public init(
    ports: [String: Port], users: [String: String] = [:], certificate: IssuedCertificate? = nil,
    domains: [String] = ["example.org", "example.com", "example.net"], settings: String = ""
  ) throws {
    folder = try TemporaryFolder()
    // Exim's own user starts it again, and may not enter the cache in root's home.
    let program = folder.file("exim4")
    try FileManager.default.copyItem(atPath: try EximPackage.program(), toPath: program)
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
    process = try ChildProcess(program, ["-C", path, "-bdf"], log: folder.file("output"))
    for (port, number) in numbered.values {
      try LoopbackSocket.awaitGreeting(
        host: "127.0.0.1", port: number, speaksFirst: port.security != .ssl, log: log)
    }
  }

  deinit { stop() }

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

  /// All that the server has logged.
  public func log() -> String {
    ["output", "log/mainlog", "log/paniclog"].map(folder.text).joined()
  }

  /// Waits until the log holds a text, and returns the lines that do.
  @discardableResult
  public func waitForLog(
    containing text: String, within seconds: Double = 20
  ) async throws -> [String] {
    try await LogLines.wait(for: text, within: seconds) { self.log() }
  }

  /// Ends the server and all its processes.
  public func stop() { process.terminate() }
}
