import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport
import ServerTrust

@Suite struct ServerSearchTests {
  /// What is told of each port, as it comes.
  private final class ObservedStages: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [PortAnswer] = []

    func add(_ answer: PortAnswer) { lock.withLock { all.append(answer) } }
    var answers: [PortAnswer] { lock.withLock { all } }
  }

  private func search(
    _ port: Int, host: String = "127.0.0.1", timeout: Duration = .seconds(10),
    _ cancellation: Cancellation = Cancellation(), told: ObservedStages = ObservedStages()
  ) async throws -> Result<[PortAnswer], InspectionFailure> {
    let folder = try TemporaryFolder()
    let search = ServerSearch(
      Endpoint(host: try HostName(typed: host), port: .submission, encryption: .tls),
      typed: try Port(typed: String(port)),
      trust: TrustStore(folder: folder.file("trust")), timeout: timeout)
    return await onOwnThread(cancellation) {
      Result { () throws(InspectionFailure) in
        try search.run(cancellation: cancellation) { told.add($0) }
      }
    }
  }

  /// What was found on the typed port: by STARTTLS, by SSL.
  private func kinds(_ port: Int) async throws -> [PortAnswer.Kind] {
    let told = ObservedStages()
    let answers = try await search(port, told: told).get()
    #expect(answers.count == 5)
    #expect(told.answers.count == 5 && answers.allSatisfy { told.answers.contains($0) })
    return answers.filter { $0.port.text == String(port) }.map(\.kind)
  }

  @Test func `a port with STARTTLS, with SSL, without either and one that is closed`() async throws
  {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let startTLS = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls)]))
    #expect(try await kinds(startTLS.port) == [.untrusted, .other])
    let clear = try ScriptedServer(smtp: SMTPDialogue())
    #expect(try await kinds(clear.port) == [.clear, .other])
    #expect(try await kinds(try FreePort.next()) == [.closed, .closed])
    for server in [startTLS, clear] {
      #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }
  }

  @Test func `a port that speaks SSL says nothing to STARTTLS`() async throws {
    let ssl = try ScriptedServer(
      smtp: SMTPDialogue(), ssl: ScriptedTLS(try CertificateAuthority.selfSigned()))
    let answers = try await search(ssl.port, timeout: .seconds(4)).get()
    let found = answers.filter { $0.port.text == String(ssl.port) }
    #expect(found.first { $0.encryption == .ssl }?.kind == .untrusted)
    #expect(found.first { $0.encryption == .tls }?.kind == .silent)
  }

  @Test func `a certificate that was imported for the port is trusted`() async throws {
    let authority = try CertificateAuthority(name: "Your Company CA")
    let tls = ScriptedTLS(try authority.issue())
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls)]))
    let folder = try TemporaryFolder()
    let trust = TrustStore(folder: folder.file("trust"))
    let host = try HostName(typed: "localhost")
    let port = try Port(typed: String(server.port))
    let answers = try await onOwnThread(Cancellation()) { () -> Result<[PortAnswer], any Error> in
      Result {
        let inspection = try CertificateInspector(
          Endpoint(host: host, port: port, encryption: .tls), trust: trust
        ).inspect()
        _ = try trust.import(inspection, fingerprint: inspection.chain[0].sha256)
        return try ServerSearch(
          Endpoint(host: host, port: .submission, encryption: .tls), typed: port, trust: trust
        ).run()
      }
    }.get()
    #expect(answers.best == PortAnswer(port: port, encryption: .tls, kind: .trusted))
  }

  @Test func `a host that does not exist is told, with nothing looked at`() async throws {
    let told = ObservedStages()
    let result = try await search(25, host: "no-such-host.invalid", told: told)
    guard case .failure(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.diagnosis.stage == .resolve)
    #expect(told.answers.isEmpty)
  }

  @Test func `cancelling ends a look that would take long, and the connection with it`()
    async throws
  {
    let silent = try ScriptedServer([.silence])
    let cancellation = Cancellation()
    async let result = search(silent.port, timeout: .seconds(600), cancellation)
    try await Waiting.until("the connection") { () async in
      silent.connections.isEmpty ? nil : true
    }
    cancellation.cancel()
    let found = try await result.get().filter { $0.port.text == String(silent.port) }
    #expect(found.allSatisfy { $0.kind == .silent })
    try await silent.waitUntilClosed(within: 20)
  }
}
