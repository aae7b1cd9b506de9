import Foundation
import TestSupport
import Testing

@Suite struct EximServerTests {
  static let server = Shared {
    try EximServer(
      ports: [
        "plain": .init(), "open": .init(.none, login: .offered),
        "submission": .init(.startTLSRequired, login: .required, loginOnlyInTLS: true),
        "ssl": .init(.ssl, login: .required),
      ],
      users: ["alice": "open sesame", "bob@example.org": "b:o:b"],
      certificate: try CertificateAuthority(name: "Exim Test Root").issue())
  }

  private func logIn(_ password: String, _ mechanism: String) -> [String] {
    ["--auth", mechanism, "--auth-user", "bob@example.org", "--auth-password", password]
  }

  @Test(arguments: ["PLAIN", "LOGIN", "CRAM-MD5"])
  func `mail goes out with AUTH inside TLS`(mechanism: String) async throws {
    let server = try await Self.server.get()
    for (port, option) in [("submission", "--tls"), ("ssl", "--tls-on-connect")] {
      let address = "\(port).\(mechanism.lowercased())@elsewhere.example"
      let result = try await Swaks.send(
        port: server.port(port), to: address, [option] + logIn("b:o:b", mechanism))
      #expect(result.status == 0, "\(result.output)\(result.errors)\(server.log())")
      let mail = try #require(try await server.inbox(of: address).first)
      #expect(String(decoding: mail, as: UTF8.self).contains("Return-path: <alice@example.org>"))
    }
  }

  @Test func `Exim's own words refuse a wrong password`() async throws {
    let server = try await Self.server.get()
    let result = try await Swaks.send(port: server.port("open"), logIn("wrong", "PLAIN"))
    #expect(result.output.contains("535 Incorrect authentication data"))
    try await server.waitForLog(containing: "authenticator failed")
  }

  @Test func `each port offers and demands what it was told`() async throws {
    let server = try await Self.server.get()
    let plain = try await Swaks.send(port: server.port("plain"))
    #expect(plain.status == 0, "\(plain.output)")
    #expect(!plain.output.contains("STARTTLS") && !plain.output.contains("AUTH"))
    let foreign = try await Swaks.send(port: server.port("plain"), to: "x@elsewhere.example")
    #expect(foreign.output.contains("550 relay not permitted"))
    let bare = try await Swaks.send(port: server.port("submission"))
    #expect(bare.output.contains("STARTTLS") && !bare.output.contains("AUTH"))
    #expect(bare.output.contains("530 5.7.0 Must issue a STARTTLS command first"))
    let unknown = try await Swaks.send(port: server.port("ssl"), ["--tls-on-connect"])
    #expect(unknown.output.contains("530 5.7.0 Authentication required"))
  }
}
