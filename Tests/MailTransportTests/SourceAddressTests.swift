import MailDiagnosis
import MailSettings
import ServerTrust
import TestSupport
import Testing

@testable import MailTransport

/// `smtp.source-address` over real sockets: the whole of 127/8 is this machine's.
@Suite struct SourceAddressTests {
  private func send(
    to server: ScriptedServer, from source: String, host: String = "127.0.0.1",
    _ change: (inout Sending) -> Void = { _ in }
  ) async throws -> DeliveryReport {
    var sending = Sending(server.port)
    sending.host = host
    sending.values["smtp.source-address"] = source
    change(&sending)
    return try await sending.run()
  }

  @Test func `a test e-mail leaves from the address that the settings name`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await send(to: server, from: "127.0.0.2")
    #expect(report.outcome == .delivered, "\(report)")
    #expect(server.connections.map(\.client) == ["127.0.0.2"])
  }

  @Test(arguments: [("127.0.0.3", "127.0.0.1"), ("::1", "::1")])
  func `each family has its own sources`(source: String, host: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(), addresses: ["127.0.0.1", "::1"])
    let report = try await send(to: server, from: source, host: host)
    #expect(report.outcome == .delivered, "\(report)")
    #expect(server.connections.map(\.client) == [source])
  }

  @Test func `only addresses of the source's family are in the race`() throws {
    let found = [
      HostAddress(text: "2001:db8::25", isIPv6: true),
      HostAddress(text: "192.0.2.25", isIPv6: false),
    ]
    var endpoint = Endpoint(
      host: try HostName(typed: "mail.example.com"), port: .submission, encryption: .tls)
    #expect(try endpoint.reachable(among: found) == found)
    endpoint.sourceAddress = try SourceAddress(typed: "192.0.2.7")
    #expect(try endpoint.reachable(among: found) == [found[1]])
  }

  @Test(arguments: [("192.0.2.7", Stage.connect), ("::1", .resolve)])
  func `an address that cannot be used is told, and nobody is connected to`(
    source: String, stage: Stage
  ) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let diagnosis = try #require(try await send(to: server, from: source).diagnosis)
    #expect(diagnosis.finding == .connectSourceAddress && diagnosis.stage == stage, "\(diagnosis)")
    #expect(diagnosis.cause.contains(source))
    #expect(diagnosis.fixes.map(\.changes) == [[.smtpSourceAddress: ""]])
    #expect(server.connections.isEmpty)
  }

  @Test func `from a loopback address nobody elsewhere is reached, which is told`() async throws {
    var sending = Sending(25)
    sending.host = "192.0.2.1"
    sending.values["smtp.source-address"] = "127.0.0.2"
    let diagnosis = try #require(try await sending.run().diagnosis)
    #expect(diagnosis.finding == .connectSourceAddress, "\(diagnosis)")
    #expect(diagnosis.fixes.map(\.changes) == [[.smtpSourceAddress: ""]])
  }

  @Test func `the settings' address goes before the one that the mailbox server has seen`()
    async throws
  {
    let mailbox = try ScriptedServer([
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("-ERR unknown\r\n"),
      .expect(prefix: "USER ann"), .send("+OK\r\n"), .expect(prefix: "PASS "), .send("+OK\r\n"),
      .silence,
    ])
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await send(to: server, from: "127.0.0.2") {
      $0.incomingPassword = "secret"
      $0.values.merge([
        "authentication.mode": "incoming-first", "incoming.protocol": "pop3",
        "incoming.server": "127.0.0.1", "incoming.port": String(mailbox.port),
        "incoming.user": "ann",
      ]) { $1 }
    }
    #expect(report.outcome == .delivered, "\(report)")
    #expect(mailbox.connections.map(\.client) == ["127.0.0.1"])
    #expect(server.connections.map(\.client) == ["127.0.0.2"])
  }

  @Test func `a look at ports and at a certificate comes from the same address`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(), ssl: ScriptedTLS(try CertificateAuthority.selfSigned()))
    let folder = try TemporaryFolder()
    let trust = TrustStore(folder: folder.file("trust"))
    let endpoint = Endpoint(
      host: try HostName(typed: "127.0.0.1"), port: try Port(typed: String(server.port)),
      encryption: .ssl, sourceAddress: try SourceAddress(typed: "127.0.0.2"))
    let inspector = CertificateInspector(endpoint, trust: trust)
    let inspection = try await inspector.inspect(cancellation: Cancellation()).get()
    #expect(inspection.chain.count == 1)
    let search = ServerSearch(endpoint, typed: endpoint.port, trust: trust)
    let answers = try await onOwnThread(Cancellation()) {
      Result { () throws(InspectionFailure) in try search.run() }
    }.get()
    #expect(answers.contains { $0.port == endpoint.port && $0.kind == .untrusted })
    #expect(Set(server.connections.map(\.client)) == ["127.0.0.2"])
  }
}
