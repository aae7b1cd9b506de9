import Foundation
import TestSupport
import Testing

@Suite struct ScriptedServerTests {
  @Test func `a server that refuses the sender is one line`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["MAIL": "550 5.7.1 not you"]))
    let result = try await Swaks.send(port: server.port)
    #expect(result.output.contains("550 5.7.1 not you"))
    let received = try await server.waitUntilClosed()
    #expect(received.lines.contains("MAIL FROM:<alice@example.org>"))
    #expect(received.closedBy == "server")
  }

  @Test func `a friendly server takes a whole message`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    #expect(try await Swaks.send(port: server.port).status == 0)
    let received = try await server.waitUntilClosed()
    #expect(received.lines.contains("Subject: greetings"))
    #expect(received.lines.last == "QUIT")
  }

  @Test func `STARTTLS is played with the given certificate`() async throws {
    let root = try CertificateAuthority(name: "Test Root")
    let tls = ScriptedTLS(try root.issue())
    let server = try ScriptedServer(
      smtp: SMTPDialogue(
        ["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 2.0.0 go", tls)],
        whenEncrypted: [
          "EHLO": .ehlo(["AUTH LOGIN"]), "AUTH": "334 VXNlcm5hbWU6",
        ]))
    let client = try await Command.run(
      "openssl",
      [
        "s_client", "-connect", "localhost:\(server.port)", "-starttls", "smtp", "-CAfile",
        root.certificate, "-verify_return_error", "-verify_hostname", "localhost", "-crlf",
        "-servername", "localhost", "-quiet", "-no_ign_eof",
      ], input: Data("EHLO inside\nAUTH LOGIN\n\nQUIT\n".utf8))
    let received = try await server.waitUntilClosed()
    #expect(received.tls == "TLSv1.3", "\(client) \(received)")
    #expect(received.serverName == "localhost")
    #expect(received.lines.contains("EHLO inside"))
  }

  @Test func `login is played as a sequence of replies`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH LOGIN"])],
        "AUTH": ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "535 5.7.8 wrong"],
      ]))
    let result = try await Swaks.send(
      port: server.port, ["--auth", "LOGIN", "--auth-user", "alice", "--auth-password", "secret"])
    #expect(result.output.contains("535 5.7.8 wrong"))
    #expect(server.lines.contains(Data("secret".utf8).base64EncodedString()))
  }

  @Test func `SSL with an old version of TLS is played`() async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned()) {
      $0.minimum = .tls11
      $0.maximum = .tls11
    }
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: tls)
    _ = try await Command.run(
      "openssl",
      [
        "s_client", "-connect", "127.0.0.1:\(server.port)", "-tls1_1", "-cipher",
        "DEFAULT:@SECLEVEL=0", "-quiet", "-no_ign_eof",
      ], input: Data("QUIT\r\n".utf8))
    #expect(try await server.waitUntilClosed().tls == "TLSv1.1")
  }

  @Test func `a wrong line is a fault and ends the script`() async throws {
    let server = try ScriptedServer([.send("* OK ready\r\n"), .expect(prefix: "A1 LOGIN")])
    _ = try await Python.run(
      "import socket; s=\(server.python); s.send(b'nonsense\\r\\n'); s.recv(99)")
    let received = try await server.waitUntilClosed()
    #expect(received.faults.first?.contains("nonsense") == true)
  }

  @Test func `every connection can have its own script`() async throws {
    let server = try ScriptedServer(scripts: [[.send("first"), .close], [.send("later"), .close]])
    let code = "print(b''.join(\(server.python).recv(9) for _ in range(3)).decode())"
    #expect(try await Python.run("import socket; " + code).output == "firstlaterlater\n")
  }

  @Test func `a reset is a reset`() async throws {
    let server = try ScriptedServer([.readLine, .reset])
    let result = try await Python.run(
      "import socket; s=\(server.python); s.send(b'x\\r\\n'); s.recv(9)")
    #expect(result.errors.contains("ConnectionResetError"))
  }

  @Test func `text can drip, repeat for ever or carry an IMAP tag`() async throws {
    let server = try ScriptedServer(scripts: [
      [.drip("slow\r\n", milliseconds: 5), .close], [.repeatForever("250-more\r\n")],
      [.readLine, .reply("{tag} OK\r\n"), .close],
    ])
    let result = try await Python.run(
      """
      import socket
      s=\(server.python); print(s.makefile().read().strip())
      s=\(server.python); print(len(s.makefile().read(1000000)))
      s=\(server.python); s.send(b'a7 NOOP\\r\\n'); print(s.makefile().read().strip())
      """)
    #expect(result.output == "slow\n1000000\na7 OK\n", "\(result.errors)")
  }
}

extension ScriptedServer {
  var python: String { "socket.create_connection(('127.0.0.1',\(port)))" }
}
