import Foundation
import MailDiagnosis
import TestSupport
import Testing

@Suite struct CertificateTests {
  static let server = Shared {
    let root = try CertificateAuthority(name: "Command Test Root")
    let expired = try root.issue(
      CertificateRequest(until: Date(timeIntervalSinceNow: -3600)))
    let selfSigned = try CertificateAuthority.selfSigned()
    return (
      server: try PostfixServer(
        ports: [
          "starttls": .startTLSRequired, "ssl": .ssl, "plain": .plain,
          "expired": .startTLS.with { $0.certificate = expired },
          "self": .ssl.with { $0.certificate = selfSigned },
        ], certificate: try root.issue()),
      selfSigned: selfSigned
    )
  }

  private struct Document: Decodable {
    struct Certificate: Decodable {
      let subject: String
      let issuer: String
      let names: [String]
      let notBefore: Date
      let notAfter: Date
      let key: String
      let signature: String
      let sha256: String
      let ca: Bool

      enum CodingKeys: String, CodingKey {
        case subject, issuer, names, key, signature, sha256, ca
        case notBefore = "not-before"
        case notAfter = "not-after"
      }
    }
    let schema: Int
    let host: String
    let port: Int
    let trusted: Bool
    let faults: [String]
    let chain: [Certificate]
  }

  private func document(_ result: CommandResult) throws -> Document {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(Document.self, from: result.outputData)
  }

  /// A program that is set up for one of the ports.
  private func program(_ port: String, _ encryption: String) async throws -> (Program, Int) {
    let number = try await Self.server.get().server.port(port)
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=localhost", "smtp.port=\(number)", "smtp.encryption=\(encryption)",
      "system.address=app@example.org")
    return (program, number)
  }

  @Test(arguments: [("starttls", "tls"), ("ssl", "ssl"), ("starttls", "none")])
  func `the configured server's chain is shown with its faults`(
    port: String, encryption: String
  ) async throws {
    let (program, number) = try await program(port, encryption)
    let result = try await program.run("certificate", "show", "--json")
    #expect(result.status == 0)
    let document = try document(result)
    #expect(document.schema == 1 && document.host == "localhost" && document.port == number)
    #expect(!document.trusted)
    #expect(document.faults == ["certificate.unknown-issuer"])
    let leaf = try #require(document.chain.first)
    #expect(leaf.names.contains("localhost"))
    #expect(leaf.issuer.contains("Command Test Root"))
    #expect(leaf.notBefore < Date() && leaf.notAfter > Date())
    #expect(leaf.sha256.wholeMatch(of: /([0-9A-F]{2}:){31}[0-9A-F]{2}/) != nil)
    #expect(!leaf.ca)
    let text = try await program.succeed("certificate", "show")
    #expect(text.contains("is not trusted"))
    #expect(text.contains("[certificate.unknown-issuer]"))
    #expect(text.contains(leaf.sha256))
  }

  @Test func `flags say how TLS begins, whatever is configured`() async throws {
    let servers = try await Self.server.get().server
    let (program, _) = try await program("starttls", "tls")
    let ssl = "127.0.0.1:\(servers.port("ssl"))"
    #expect(try await program.run("certificate", "show", ssl, "--ssl", "--json").status == 0)
    let wrong = try await program.run(
      "certificate", "show", "localhost:\(servers.port("starttls"))", "--ssl")
    #expect(wrong.status == 76)
    #expect(wrong.errors.contains("[tls.not-ssl-port]"))
    let none = try await program.run(
      "certificate", "show", "localhost:\(servers.port("plain"))", "--starttls", "--json")
    #expect(none.status == 76)
    #expect(try document(none).chain.isEmpty)
  }

  @Test func `an imported certificate lets a test pass, a removed one does not`() async throws {
    let (program, number) = try await program("self", "ssl")
    let fingerprint = try await Self.server.get().selfSigned.fingerprint
    let before = try await program.run("test", "--to", "x@example.org", "--json", "--dry-run")
    #expect(before.status == 76)
    #expect(try before.document(TestDocument.self).diagnosis?.id == "certificate.self-signed")

    let bare = fingerprint.replacing(":", with: "").lowercased()
    let imported = try await program.succeed("certificate", "import", "--fingerprint", bare)
    #expect(imported.contains(fingerprint))
    let after = try await program.run("test", "--to", "trusted@example.org", "--json")
    #expect(after.status == 0)
    #expect(try after.document(TestDocument.self).tls?.verified == true)
    #expect(try document(try await program.run("certificate", "show", "--json")).trusted)

    let again = try await program.run("certificate", "import", "--fingerprint", fingerprint)
    #expect(again.status == 0)
    #expect(again.errors.contains("trusted already"))

    let list = try await program.succeed("certificate", "list")
    #expect(list.contains("Trusted for localhost:\(number)") && list.contains(fingerprint))
    try await program.succeed("certificate", "remove", "localhost:\(number)")
    let removed = try await program.run("test", "--to", "x@example.org", "--dry-run")
    #expect(removed.status == 76)
    #expect(try await program.run("certificate", "remove", "localhost:\(number)").status == 64)
  }

  /// The optimizer once freed a certificate's text before it was read, which only some keys
  /// survived.
  @Test(arguments: [CertificateRequest.Key.rsa(2048), .rsa(4096), .ec, .ed25519])
  func `a certificate of every kind of key is imported, listed, exported and sent with`(
    key: CertificateRequest.Key
  ) async throws {
    let leaf = try CertificateAuthority.selfSigned(CertificateRequest(key: key))
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: ScriptedTLS(leaf))
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=localhost", "smtp.port=\(server.port)", "smtp.encryption=ssl",
      "system.address=app@example.org")
    try await program.succeed("certificate", "import", "--fingerprint", leaf.fingerprint)
    #expect(try await program.succeed("certificate", "list").contains(leaf.fingerprint))
    try await program.succeed("certificate", "export", "--format", "pem", "--out", "trust.pem")
    #expect(program.folder.text("trust.pem").contains("BEGIN CERTIFICATE"))
    let sent = try await program.run("test", "--to", "key@example.org", "--json")
    #expect(try sent.document(TestDocument.self).outcome == .delivered, "\(sent.output)")
  }

  @Test func `a wrong fingerprint and what an import cannot mend are refused`() async throws {
    let (program, _) = try await program("self", "ssl")
    let zeros = String(repeating: "00", count: 32)
    #expect(try await program.run("certificate", "import", "--fingerprint", zeros).status == 77)
    #expect(try await program.run("certificate", "import", "--fingerprint", "AB:CD").status == 64)
    let unasked = try await program.run("certificate", "import", input: "yes\n")
    #expect(unasked.status == 64)
    #expect(unasked.errors.contains("--fingerprint"))

    let (other, _) = try await self.program("expired", "tls")
    let shown = try document(try await other.run("certificate", "show", "--json"))
    #expect(shown.faults.first == "certificate.expired")
    let fingerprint = try #require(shown.chain.first?.sha256)
    let result = try await other.run("certificate", "import", "--fingerprint", fingerprint)
    #expect(result.status == 76)
    #expect(try await other.run("certificate", "list").output.isEmpty)
  }

  @Test func `a trust store for Java is written with its password`() async throws {
    let (program, _) = try await program("self", "ssl")
    let nothing = try await program.run(
      "certificate", "export", "--format", "pem", "--out", "trust.pem")
    #expect(nothing.status == 78)
    let fingerprint = try await Self.server.get().selfSigned.fingerprint
    try await program.succeed("certificate", "import", "--fingerprint", fingerprint)
    try await program.succeed("certificate", "export", "--format", "pem", "--out", "trust.pem")
    #expect(program.folder.text("trust.pem").contains("BEGIN CERTIFICATE"))
    try await program.succeed("certificate", "export", "--format", "pkcs12", "--out", "a.p12")
    try program.folder.write("password", "other word\nsecond line\n")
    try await program.succeed(
      "certificate", "export", "--format", "pkcs12", "--out", "b.p12", "--password-file",
      program.folder.file("password"))
    for (file, password) in [("a.p12", "changeit"), ("b.p12", "other word")] {
      let list = try await Command.run(
        "keytool",
        ["-list", "-keystore", program.folder.file(file), "-storepass", password])
      #expect(list.status == 0, "\(list.output)")
      #expect(list.output.contains(fingerprint))
    }
  }

  @Test(arguments: [
    ["certificate"], ["certificate", "show", "localhost"], ["certificate", "show", "a b:25"],
    ["certificate", "show", "localhost:0"], ["certificate", "show", "::1:25"],
    ["certificate", "show", "x:25", "--ssl", "--starttls"], ["certificate", "remove", "x"],
    ["certificate", "export", "--format", "der", "--out", "x"],
    ["certificate", "export", "--format", "pem", "--out", "x", "--with-system-roots"],
  ])
  func `wrong usage ends with 64`(words: [String]) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.speaksForItself)
  }

  @Test func `without a server there is nothing to show`() async throws {
    let result = try await Program().run("certificate", "show")
    #expect(result.status == 78)
    #expect(result.errors.contains("smtp.server"))
  }
}
