import Foundation
import TestSupport
import Testing

@Suite struct PostfixLoginTests {
  static let server = Shared {
    let certificate = try CertificateAuthority(name: "Login Test Root").issue()
    let logins = try DovecotServer(users: ["alice": "open sesame", "bob": "builder"])
    let strict = PostfixPort(.startTLSRequired, login: .required).with {
      $0.rejectsSenderLoginMismatch = true
      $0.loginOnlyInTLS = true
    }
    return try PostfixServer(
      ports: ["submission": strict, "offered": PostfixPort(.startTLS, login: .offered)],
      certificate: certificate, logins: logins, senderLogins: ["alice@example.org": "alice"])
  }

  private func logIn(_ user: String, _ password: String, _ mechanism: String) -> [String] {
    ["--auth", mechanism, "--auth-user", user, "--auth-password", password]
  }

  @Test(arguments: ["PLAIN", "LOGIN", "CRAM-MD5"])
  func `mail goes out with AUTH inside STARTTLS`(mechanism: String) async throws {
    let server = try await Self.server.get()
    let address = "\(mechanism.lowercased())@elsewhere.example"
    let result = try await Swaks.send(
      port: server.port("submission"), to: address,
      ["--tls"] + logIn("alice", "open sesame", mechanism))
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let mail = try #require(try await server.inbox(of: address).first)
    #expect(String(decoding: mail, as: UTF8.self).contains("(Authenticated sender: alice)"))
  }

  @Test(arguments: ["digest-md5", "scram-sha-1", "scram-sha-256"])
  func `mail goes out with mechanisms that hide the password`(mechanism: String) async throws {
    let server = try await Self.server.get()
    let address = "\(mechanism)@elsewhere.example"
    let result = try await Command.run(
      "msmtp",
      [
        "--host=127.0.0.1", "--port=\(server.port("submission"))", "--auth=\(mechanism)",
        "--tls=on",
        "--tls-certcheck=off", "--user=alice", "--passwordeval=echo open sesame",
        "--from=alice@example.org", address,
      ], input: Data("Subject: greetings\n\nHello.\n".utf8))
    #expect(result.status == 0, "\(result.errors)")
    _ = try await server.inbox(of: address)
  }

  @Test func `SCRAM is offered, and AUTH only inside TLS when so told`() async throws {
    let server = try await Self.server.get()
    let open = try await Swaks.send(port: server.port("offered"))
    #expect(open.output.contains("SCRAM-SHA-256"))
    let strict = try await Swaks.send(port: server.port("submission"))
    #expect(!strict.output.contains("AUTH"))
  }

  @Test func `a wrong password, no login and a foreign sender are refused`() async throws {
    let server = try await Self.server.get()
    let port = server.port("submission")
    let wrong = try await Swaks.send(port: port, ["--tls"] + logIn("alice", "wrong", "PLAIN"))
    #expect(wrong.output.contains("535 5.7.8"))
    let none = try await Swaks.send(port: port, from: "free@example.net", ["--tls"])
    #expect(none.output.contains("554 5.7.1"))
    let foreign = try await Swaks.send(port: port, ["--tls"] + logIn("bob", "builder", "PLAIN"))
    #expect(foreign.output.contains("553 5.7.1"))
  }
}
