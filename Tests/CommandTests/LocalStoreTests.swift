import Foundation
import TestSupport
import Testing

/// What the program says when it is this machine's own store of authorities that is at fault.
@Suite struct LocalStoreTests {
  /// A server on localhost below a root, the path of the root, and what must outlive both.
  private struct House: Sendable {
    let server: OpenSSLServer
    let root: CertificateAuthority
    let leaf: IssuedCertificate

    init(until: Date = Date(timeIntervalSinceNow: 9e7)) throws {
      root = try CertificateAuthority(name: "Test Root", until: until)
      leaf = try root.issue()
      server = try OpenSSLServer(["-cert", leaf.certificate, "-key", leaf.key])
    }
  }

  private func environment(_ file: String) -> [String: String] {
    ["SSL_CERT_FILE": file, "SSL_CERT_DIR": "/nonexistent"]
  }

  private func program(_ port: Int) async throws -> Program {
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=localhost", "smtp.port=\(port)", "smtp.encryption=ssl",
      "system.address=app@example.org")
    return program
  }

  @Test func `a root that has expired in the store is mended here, not at the server`() async throws
  {
    let house = try await Blocking.run { try House(until: Date(timeIntervalSinceNow: -86_400)) }
    let program = try await program(house.server.port)
    let environment = environment(house.root.certificate)
    let shown = try await program.run("certificate", "show", "--json", environment: environment)
    #expect(compact(shown).contains("\"faults\":[\"certificate.local-root\"]"), "\(shown.output)")
    #expect(compact(shown).contains("\"from\":\"system\""))
    let words = try await program.run("certificate", "show", environment: environment).output
    #expect(words.contains("“Test Root” in this machine's own store expired"), "\(words)")
    let test = try await program.run(
      "test", "--to", "a@example.com", "--json", environment: environment)
    #expect(test.status == 76)
    #expect(compact(test).contains("\"id\":\"certificate.local-root\""))
    #expect(test.output.contains("update-ca-certificates"))
    #expect(!test.output.contains("has to renew it"))
  }

  @Test func `a store with the root vouches for the server`() async throws {
    let house = try await Blocking.run { try House() }
    let program = try await program(house.server.port)
    let shown = try await program.run(
      "certificate", "show", "--json", environment: environment(house.root.certificate))
    #expect(compact(shown).contains("\"trusted\":true"), "\(shown.output)")
  }

  @Test(arguments: ["/nonexistent.pem", "/dev/null"])
  func `a machine without any store is told to install one`(file: String) async throws {
    let house = try await Blocking.run { try House() }
    let program = try await program(house.server.port)
    let test = try await program.run(
      "test", "--to", "a@example.com", "--json", environment: environment(file))
    #expect(compact(test).contains("\"id\":\"certificate.unknown-issuer\""), "\(test.output)")
    #expect(test.output.contains("the package ca-certificates"))
    // What is imported needs no store.
    try await program.succeed(
      "certificate", "import", "localhost:\(house.server.port)", "--fingerprint",
      house.leaf.fingerprint)
    let shown = try await program.run(
      "certificate", "show", "--json", environment: environment(file))
    #expect(compact(shown).contains("\"trusted\":true"), "\(shown.output)")
  }

  /// The document without its spaces and line breaks.
  private func compact(_ result: CommandResult) -> String {
    result.output.filter { !$0.isWhitespace }
  }
}
