import Foundation
import TestSupport
import Testing

@Suite struct DovecotServerTests {
  static let server = Shared {
    try DovecotServer(
      users: ["alice": "open sesame", "bob@example.org": "b:o:b"],
      ports: [
        "imap": .init(.imap), "imap-starttls": .init(.imap, .startTLS),
        "imap-required": .init(.imap, .startTLSRequired), "imap-ssl": .init(.imap, .ssl),
        "pop3": .init(.pop3), "pop3-starttls": .init(.pop3, .startTLS),
        "pop3-required": .init(.pop3, .startTLSRequired), "pop3-ssl": .init(.pop3, .ssl),
      ], certificate: try CertificateAuthority.selfSigned())
  }

  /// Logs in by Python's imaplib and poplib, inside TLS where the name says so.
  static func logIn(
    _ server: DovecotServer, _ name: String, tls: Bool, user: String = "alice",
    password: String = "open sesame"
  ) async throws -> CommandResult {
    let place = server.endpoint(name)
    let ssl = name.hasSuffix("ssl") ? "_SSL" : ""
    let context = ssl.isEmpty ? "" : ", ssl_context=context"
    let upgrade = tls && ssl.isEmpty
    let at = "('\(place.host)', \(place.port)\(context))"
    let imap = """
      c = imaplib.IMAP4\(ssl)\(at)
      if \(upgrade ? "True" : "False"): c.starttls(context)
      print(c.login('\(user)', '\(password)'))
      """
    let pop3 = """
      c = poplib.POP3\(ssl)\(at.replacingOccurrences(of: "ssl_context", with: "context"))
      if \(upgrade ? "True" : "False"): c.stls(context)
      print(c.user('\(user)'), c.pass_('\(password)'))
      """
    return try await Python.run(
      """
      import imaplib, poplib, ssl
      context = ssl._create_unverified_context()
      \(name.hasPrefix("imap") ? imap : pop3)
      """)
  }

  @Test(arguments: ["imap", "pop3"])
  func `a mailbox opens with each kind of encryption`(service: String) async throws {
    let server = try await Self.server.get()
    let plain = try await Self.logIn(server, service, tls: false)
    #expect(plain.output.contains("Logged in"), "\(plain.errors)")
    for name in ["starttls", "required", "ssl"] {
      let result = try await Self.logIn(server, "\(service)-\(name)", tls: true)
      #expect(result.output.contains("Logged in"), "\(result.errors)")
    }
  }

  @Test(arguments: ["imap", "pop3"])
  func `a port without TLS does not offer it`(service: String) async throws {
    let server = try await Self.server.get()
    let result = try await Self.logIn(server, service, tls: true)
    #expect(result.errors.contains("not supported"), "\(result.errors)")
  }

  @Test(arguments: ["imap", "pop3"])
  func `a port that demands TLS refuses a password without`(service: String) async throws {
    let server = try await Self.server.get()
    let result = try await Self.logIn(server, "\(service)-required", tls: false)
    #expect(result.errors.contains("Plaintext authentication disallowed"))
  }

  @Test func `a wrong password is refused and logged`() async throws {
    let server = try await Self.server.get()
    let result = try await Self.logIn(
      server, "imap-starttls", tls: true, user: "bob@example.org", password: "wrong")
    #expect(result.errors.contains("AUTHENTICATIONFAILED"))
    try await server.waitForLog(containing: "Password mismatch")
  }
}
