import Foundation
import TestSupport
import Testing

/// `postern setup --plain` by a pipe, as scripts and screen readers use it.
@Suite struct LineModeTests {
  private static let ssl = Shared {
    let certificate = try CertificateAuthority.selfSigned()
    let logins = try DovecotServer(users: ["alice": "open sesame"])
    return (
      certificate,
      try PostfixServer(
        ports: ["ssl": PostfixPort(.ssl, login: .required)], certificate: certificate,
        logins: logins)
    )
  }

  /// The answers to all questions about a server with a password; the rest is kept.
  private func answers(port: Int, password: String = "open sesame") -> [String] {
    [
      "", "Your Server", "server@example.org",
      "localhost", "\(port)", "", "",
      "ssl", "",
      "password", "alice", password, "",
      "utf-8", "system",
      "3", "",
    ]
  }

  private func lines(_ answers: [String]) -> String { answers.map { $0 + "\n" }.joined() }

  @Test func `a server is set up, its certificate imported, and mail proved`() async throws {
    let (certificate, server) = try await Self.ssl.get()
    let program = try Program()
    let part = String(certificate.fingerprint.suffix(11))
    let given =
      answers(port: server.port("ssl")) + ["yes", "lines@example.org", "1"] + ["1", part]
    let result = try await program.run("setup", "--plain", input: lines(given))
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasPrefix("Line mode, as --plain asks."))
    #expect(result.output.contains("Password: will be stored"))
    #expect(result.output.contains("Mail works: delivered to lines@example.org"))
    #expect(!(result.output + result.errors).contains("sesame"))
    #expect(!result.outputData.contains(0x1B) && !result.outputData.contains(0x0D))
    #expect(try await server.inbox(of: "lines@example.org").count == 1)
    #expect(try await program.run("test", "--to", "again@example.org").status == 0)
  }

  @Test func `the same answers by set give the same file, byte by byte`() async throws {
    let (byLines, bySet) = (try Program(), try Program())
    let given = answers(port: 2465) + ["yes", "-"]
    let result = try await byLines.run("setup", "--plain", input: lines(given))
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    try await bySet.succeed(
      "set", "system.name=Your Server", "system.address=server@example.org",
      "smtp.server=localhost", "smtp.port=2465", "smtp.encryption=ssl",
      "authentication.mode=password", "authentication.user=alice", "message.encoding=UTF-8",
      "message.sender=system", "connections.maximum=3")
    try await bySet.succeed("password", "set", "smtp", input: "open sesame\n")
    #expect(byLines.file("postern.toml") == bySet.file("postern.toml"))
    #expect(!byLines.file("postern.toml").isEmpty)
  }

  @Test(arguments: [0, 5, 16])
  func `an input that ends before Save changes nothing and ends with 75`(
    count: Int
  ) async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.server=mail.example.com")
    let before = program.file("postern.toml")
    let given = lines(Array(answers(port: 2465).prefix(count)))
    let result = try await program.run("setup", input: given)
    #expect(result.status == 75)
    #expect(result.output.hasPrefix("Line mode, since standard input is no terminal."))
    #expect(result.speaksForItself)
    #expect(program.file("postern.toml") == before)
    #expect(program.file("secrets.toml").isEmpty)
  }

  @Test func `a test that fails tells why, and its status is that of postern test`() async throws {
    let (certificate, server) = try await Self.ssl.get()
    let program = try Program()
    let given =
      answers(port: server.port("ssl"), password: "wrong") + ["yes", "lost@example.org"]
      + ["1", "1", String(certificate.fingerprint.prefix(11))]
    let result = try await program.run("setup", "--plain", input: lines(given))
    #expect(result.status == 77, "\(result.output)\(result.errors)")
    #expect(result.output.contains("refused"))
    #expect(result.output.contains("Type the password again"))
    #expect(result.output.hasSuffix("What now? [go on]: \n\n"))
  }

  @Test func `bytes that are no text, and lines without an end, are told`() async throws {
    let program = try Program()
    let wrong = try await Command.run(
      Program.path, ["setup"], input: Data([0xFF, 0xFE, 0xFF, 0x0A]),
      environment: program.environment(), inheriting: false)
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("The answer is not text"))
    let long = try await program.run("setup", input: String(repeating: "x", count: 100_000))
    #expect(long.status == 65)
    #expect(long.errors.contains("longer than"))
    #expect(program.file("postern.toml").isEmpty)
  }
}
