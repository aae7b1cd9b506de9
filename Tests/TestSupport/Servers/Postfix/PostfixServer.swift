public import Foundation

/// A real Postfix with many ports, running from a temporary folder.
///
/// Mail for any recipient at `domains` is delivered into a Maildir of that address, and so is mail
/// for any other domain once the client has signed in. Needs root, as Postfix does.
public final class PostfixServer: ProcessServer {
  /// The delivered mail.
  public let maildirs: Maildirs
  /// The process.
  public let server: ServerProcess
  /// Keeps the certificates' files for the processes that Postfix starts later.
  private let files: PostfixFiles
  private let numbers: [String: Int]
  /// The login server whose socket the ports ask; kept alive.
  private let dovecot: DovecotServer?

  /// Starts the server and waits until every port greets.
  ///
  /// - `certificate`: of every port with TLS that has none of its own.
  /// - `logins`: answers AUTH; needed by ports with `login`.
  /// - `senderLogins`: envelope sender to login name, for `rejectsSenderLoginMismatch`.
  /// - `options`: more settings of main.cf.
  public init(
    ports: [String: PostfixPort] = ["plain": .plain], certificate: IssuedCertificate? = nil,
    logins: DovecotServer? = nil,
    domains: [String] = ["example.org", "example.com", "example.net"],
    senderLogins: [String: String] = [:], options: [String: String] = [:]
  ) throws {
    dovecot = logins
    let folder = try TemporaryFolder()
    maildirs = Maildirs(path: folder.file("mail"))
    let named = try ports.map {
      PostfixFiles.NamedPort(name: $0.key, port: $0.value, number: try FreePort.next())
    }
    numbers = Dictionary(uniqueKeysWithValues: named.map { ($0.name, $0.number) })
    files = PostfixFiles(
      folder: folder, ports: named, certificate: certificate, loginSocket: logins?.loginSocket,
      mailboxLogins: logins?.mailboxLogins,
      domains: domains, senderLogins: senderLogins, options: options)
    try files.write()
    let programs = try Command.check("postconf", ["-d", "-h", "daemon_directory"])
    server = try ServerProcess(
      programs.trimmingCharacters(in: .whitespacesAndNewlines) + "/master",
      ["-c", folder.file("etc"), "-s"], in: folder,
      environment: ["MAIL_CONFIG": folder.file("etc")], logs: ["log"])
    for port in named {
      try server.awaitGreeting(port: port.number, speaksFirst: port.port.security != .ssl)
    }
  }

  /// The folder of main.cf, as `MAIL_CONFIG` names it to Postfix's own programs.
  public var configuration: String { files.folder.file("etc") }

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

  /// The commands that clients have sent to a port with `recordsCommands`, oldest first.
  ///
  /// Lines of a message's body are not among them. The log is written a moment after the reply.
  public func commands(on port: String) -> [String] {
    log().split(separator: "\n").compactMap { line in
      guard line.contains("postfix/\(port)/smtpd["), let mark = line.range(of: "]: < ") else {
        return nil
      }
      guard let start = line[mark.upperBound...].range(of: "]: ") else { return nil }
      return String(line[start.upperBound...])
    }
  }
}
