import Foundation
import TestSupport

/// A server to export for: it takes mail after a sign-in inside of TLS, with three kinds of
/// certificates that have to be imported.
struct ExportHouse: Sendable {
  static let user = "us er"
  static let password = #"p"a\s #$x%'=!"#
  static let umlauts = "pässwörd €"

  let postfix: PostfixServer
  let root: CertificateAuthority

  static let shared = Shared { try ExportHouse() }

  init() throws {
    root = try CertificateAuthority(name: "Export Root")
    let logins = try DovecotServer(
      users: [Self.user: Self.password, "umlauts": Self.umlauts],
      configuration: "auth_username_chars =\n")
    let (leaf, selfSigned) = (try root.issue(), try CertificateAuthority.selfSigned())
    let ssl = PostfixPort(.ssl, login: .required)
    let whole = [
      "smtpd_tls_chain_files": "\(leaf.key), \(leaf.chainWithRoot)"
    ]
    postfix = try PostfixServer(
      ports: [
        "starttls": PostfixPort(.startTLSRequired, login: .required), "ssl": ssl,
        "self": ssl.with { $0.certificate = selfSigned },
        "leaf": ssl.with { $0.certificate = leaf }, "plain": PostfixPort(.none, login: .required),
        "root": ssl.with { $0.options = whole }, "open": .plain,
      ], certificate: try root.intermediate(name: "Export Intermediate").issue(), logins: logins)
  }

  /// A set-up for one of the ports, with its certificate imported.
  func program(
    _ port: String, user: String = user, password: String = password, importing: Bool = true,
    _ more: String...
  ) async throws -> Program {
    let program = try Program()
    let encryption = port == "starttls" ? "tls" : ["plain", "open"].contains(port) ? "none" : "ssl"
    let words =
      [
        "set", "smtp.server=localhost", "smtp.port=\(postfix.port(port))",
        "smtp.encryption=\(encryption)", "system.address=app@example.org",
        "system.name=Grüne \"Post\"", "authentication.mode=password", "authentication.user=\(user)",
      ] + more
    let set = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    guard set.status == 0 else { throw TestFailure(set.errors) }
    try await program.succeed("password", "set", "smtp", input: password + "\n")
    if importing, encryption != "none" { try await importCertificate(program) }
    return program
  }

  private struct Shown: Decodable {
    struct Certificate: Decodable { let sha256: String }
    let chain: [Certificate]
  }

  private func importCertificate(_ program: Program) async throws {
    let shown = try await program.run("certificate", "show", "--json").document(Shown.self)
    guard let leaf = shown.chain.first else { throw TestFailure("no certificate") }
    try await program.succeed("certificate", "import", "--fingerprint", leaf.sha256)
  }
}

extension Program {
  /// Exports with the password, and expects a status.
  func export(_ format: String, status: Int32 = 0) async throws -> String {
    let file = folder.file("exported.\(format)")
    let result = try await run("export", format, "--with-secrets", "--out", file)
    guard result.status == status else {
      throw TestFailure("\(format): \(result.status) \(result.errors)")
    }
    return file
  }
}
