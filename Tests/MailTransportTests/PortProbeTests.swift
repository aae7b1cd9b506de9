import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

@Suite struct PortProbeTests {
  private func probe(_ number: Int, _ encryption: Encryption) async throws -> [Alternative] {
    let port = try Port(typed: String(number))
    let request = ConnectionRequest(
      endpoint: Endpoint(
        host: try HostName(typed: "127.0.0.1"), port: port,
        encryption: encryption), trust: nil, purpose: .mails)
    let host = ResolvedHost(
      addresses: [HostAddress(text: "127.0.0.1", isIPv6: false)], helloName: "client.example.org")
    return await onOwnThread(Cancellation()) {
      PortProbe(request, host, Deadline(.seconds(5), cancellation: Cancellation())).run()
    }.filter { $0.port == port }
  }

  @Test func `the port in its other mode is found`() async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let ssl = try ScriptedServer(smtp: SMTPDialogue(), ssl: tls)
    for encryption in [Encryption.none, .tlsIfAvailable, .tls] {
      #expect(try await probe(ssl.port, encryption) == [try untrusted(ssl.port, .ssl)])
    }
    let startTLS = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls)]))
    #expect(try await probe(startTLS.port, .ssl) == [try untrusted(startTLS.port, .tls)])
  }

  private func untrusted(_ number: Int, _ encryption: Encryption) throws -> Alternative {
    Alternative(port: try Port(typed: String(number)), encryption: encryption, isTrusted: false)
  }

  @Test func `nothing weaker than asked is offered`() async throws {
    let clear = try ScriptedServer(smtp: SMTPDialogue())
    for encryption in [Encryption.tls, .ssl] {
      #expect(try await probe(clear.port, encryption).isEmpty)
    }
    #expect(!clear.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
  }

  @Test func `SSL at a STARTTLS port ends in a fix`() async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls)]))
    let report = try await Sending(server.port, .ssl, user: "ann").run()
    #expect(report.diagnosis?.id == "tls.not-ssl-port", "\(report)")
    #expect(report.diagnosis?.fixes.first?.changes["smtp.encryption"] == "tls")
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
  }

  @Test func `a second look is within the time, and rules out what it has not found`() async throws
  {
    let server = try ScriptedServer([.silence])
    let start = ContinuousClock.now
    let report = try await Sending(server.port) { $0.timeout = .seconds(8) }.run()
    // Not a measurement: without a bound of its own it would look for as long as it pleases.
    #expect(start.duration(to: .now) < .seconds(40))
    #expect(report.diagnosis?.id == "greeting.silent", "\(report)")
    #expect(
      report.diagnosis?.fixes.contains { $0.changes["smtp.port"] == "\(server.port)" } == false)
  }

  @Test func `STARTTLS at an SSL port ends in a fix`() async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: tls)
    let report = try await Sending(server.port, .tls) { $0.timeout = .seconds(8) }.run()
    #expect(report.diagnosis?.id == "greeting.silent", "\(report)")
    #expect(report.diagnosis?.fixes.first?.changes["smtp.encryption"] == "ssl")
  }

  @Test(arguments: [Encryption.none, .tlsIfAvailable, .tls])
  func `a port that speaks SSL is told long before the time is over`(
    encryption: Encryption
  ) async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: tls)
    let start = ContinuousClock.now
    let report = try await Sending(server.port, encryption) { $0.timeout = .seconds(180) }.run()
    // Not a measurement: without the look it would take all of the three minutes.
    #expect(start.duration(to: .now) < .seconds(90))
    #expect(report.diagnosis?.id == "greeting.silent", "\(report)")
    #expect(report.diagnosis?.fixes.first?.changes["smtp.encryption"] == "ssl")
  }

  @Test func `a server that greets late is waited for`() async throws {
    let server = try ScriptedServer([.pause(milliseconds: 5_000), .smtp(SMTPDialogue())])
    let told = ObservedStages()
    let report = try await Sending(server.port) { $0.timeout = .seconds(60) }.run { told.add($0) }
    #expect(report.outcome == .delivered, "\(report)")
    #expect(
      told.results.contains {
        $0.stage == .greeting && $0.state == .running
          && $0.detail?.text == "no greeting yet; is it SSL?"
      })
  }
}
