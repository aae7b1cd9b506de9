import Glibc
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

/// Hosts with several addresses, some of which are of no use.
@Suite struct OpeningTests {
  /// What came of opening a connection.
  struct Opened: Sendable {
    var ending: Ending?
    var peer: String?
    var trials: [AddressTrial]
    var stages: [StageResult]
    var diagnosis: Diagnosis?
  }

  private func open(
    _ addresses: [String], _ port: Int, seconds: Double = 20, _ encryption: Encryption = .none
  ) async throws -> Opened {
    let request = ConnectionRequest(
      endpoint: Endpoint(
        host: try HostName(typed: "several.example"), port: try Port(typed: String(port)),
        encryption: encryption), trust: nil, purpose: .mails)
    let host = ResolvedHost(
      addresses: addresses.map { HostAddress(text: $0, isIPv6: $0.contains(":")) },
      helloName: "client.example.org")
    let time = Duration.seconds(seconds)
    return await onOwnThread(Cancellation()) { Self.open(request, host, time) }
  }

  private static func open(
    _ request: ConnectionRequest, _ host: ResolvedHost, _ time: Duration
  ) -> Opened {
    let log = AttemptLog(
      progress: StageProgress(Stage.signInOrder(ssl: request.endpoint.encryption == .ssl)),
      transcript: Transcript(service: .smtp))
    log.progress.pass(.resolve)
    var opened = Opened(trials: [], stages: [])
    let facts: ConnectionFacts
    do throws(ConnectionFailure) {
      let deadline = Deadline(time, cancellation: Cancellation())
      facts = try Opening(request, log, deadline).run(to: host).record.facts
    } catch {
      facts = error.facts
      let attempt = Attempt(request.endpoint)
      opened.ending = error.cause.ending
      opened.diagnosis = Diagnosis(
        Observation(attempt, facts, stage: log.end(error), ending: error.cause.ending))
    }
    opened.peer = facts.peer
    opened.trials = facts.addressTrials
    opened.stages = log.progress.stages
    return opened
  }

  private func failed(_ opened: Opened) -> Stage? {
    opened.stages.first { $0.state == .failed }?.stage
  }

  @Test(arguments: [
    (["::1", "::2", "10.0.0.1", "10.0.0.2"], ["::1", "10.0.0.1", "::2", "10.0.0.2"]),
    (["10.0.0.1", "10.0.0.2", "::1"], ["10.0.0.1", "::1", "10.0.0.2"]),
    (["10.0.0.1"], ["10.0.0.1"]), ([], []),
  ])
  func `families take turns, the preferred one first`(found: [String], order: [String]) {
    let addresses = found.map { HostAddress(text: $0, isIPv6: $0.contains(":")) }
    #expect(AddressRace.interleaved(addresses).map(\.text) == order)
  }

  @Test func `an address that drops packets holds up nobody`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(), addresses: ["127.0.0.3"])
    let dropping = try DroppingPort("127.0.0.2", port: server.port)
    let opened = try await open(["127.0.0.2", "127.0.0.3"], server.port, seconds: 60)
    #expect(opened.ending == nil, "\(opened)")
    #expect(opened.peer == "127.0.0.3")
    withExtendedLifetime(dropping) {}
  }

  @Test func `an address that refuses gives way to the next`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(), addresses: ["127.0.0.3"])
    let opened = try await open(["127.0.0.2", "127.0.0.4", "127.0.0.3"], server.port)
    #expect(opened.ending == nil)
    let refused = AddressTrial.End.notConnected(errno: ECONNREFUSED)
    #expect(opened.trials.map(\.end) == [refused, refused])
  }

  /// What an address does in place of a greeting.
  static let useless: [[ScriptStep]] = [
    [.silence], [.close], [.reset], [.send("421 4.3.2 too many connections\r\n"), .close],
    [.send("450 4.3.2 later\r\n"), .silence],
  ]

  @Test(arguments: useless.indices)
  func `an address that connects and is of no use gives way to the next`(index: Int) async throws {
    let server = try ScriptedServer(
      scripts: [Self.useless[index], [.smtp(SMTPDialogue())]],
      addresses: ["127.0.0.2", "127.0.0.3"])
    let opened = try await open(["127.0.0.2", "127.0.0.3"], server.port, seconds: 8)
    #expect(opened.ending == nil, "\(opened)")
    #expect(opened.peer == "127.0.0.3")
    #expect(opened.trials.map(\.address) == ["127.0.0.2"])
  }

  @Test func `SSL that hangs at one address gives way to the next`() async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let server = try ScriptedServer(
      scripts: [[.silence], [.startTLS(tls), .smtp(SMTPDialogue())]],
      addresses: ["127.0.0.2", "127.0.0.3"])
    let opened = try await open(["127.0.0.2", "127.0.0.3"], server.port, seconds: 8, .ssl)
    // The certificate is nobody's, so that the second address ends there.
    #expect(opened.ending == .certificate, "\(opened)")
    #expect(opened.peer == "127.0.0.3")
  }

  @Test func `a port that speaks SSL does so at every address`() async throws {
    let tls = ScriptedTLS(try CertificateAuthority.selfSigned())
    let server = try ScriptedServer(
      smtp: SMTPDialogue(), ssl: tls, addresses: ["127.0.0.2", "127.0.0.3"])
    let opened = try await open(["127.0.0.2", "127.0.0.3"], server.port, seconds: 60, .tls)
    #expect(opened.diagnosis?.id == "greeting.silent", "\(opened)")
    #expect(opened.trials.map(\.address) == ["127.0.0.2"])
  }

  @Test func `a refusal for good is the host's, not the address's`() async throws {
    let server = try ScriptedServer(
      [.send("554 5.7.1 go away\r\n"), .close], addresses: ["127.0.0.2", "127.0.0.3"])
    let opened = try await open(["127.0.0.2", "127.0.0.3"], server.port)
    #expect(opened.diagnosis?.id == "greeting.refused")
    #expect(server.connections.count == 1)
  }

  @Test func `where one address was silent and the other refuses, silence is what counts`()
    async throws
  {
    let server = try ScriptedServer([.silence], addresses: ["127.0.0.2"])
    let opened = try await open(["127.0.0.2", "127.0.0.3"], server.port, seconds: 4)
    #expect(opened.diagnosis?.id == "greeting.silent", "\(opened)")
    #expect(failed(opened) == .greeting)
    #expect(
      opened.trials == [
        AddressTrial(address: "127.0.0.2", end: .ended(.timedOut)),
        AddressTrial(address: "127.0.0.3", end: .notConnected(errno: ECONNREFUSED)),
      ])
    #expect(opened.diagnosis?.advice.contains { $0.contains("127.0.0.3") } == true)
  }

  @Test func `where no address answers the diagnosis names what became of each`() async throws {
    let port = try FreePort.next()
    let dropping = try DroppingPort("127.0.0.2", port: port)
    let opened = try await open(["127.0.0.2", "127.0.0.3"], port, seconds: 2)
    #expect(opened.diagnosis?.id == "connect.timeout", "\(opened)")
    #expect(failed(opened) == .connect)
    #expect(
      opened.diagnosis?.advice.contains(
        "Tried: 127.0.0.3 (connection refused), 127.0.0.2 (no answer).") == true, "\(opened)")
    withExtendedLifetime(dropping) {}
  }

  @Test func `where every address refuses, all are named`() async throws {
    let opened = try await open(["127.0.0.2", "127.0.0.3"], try FreePort.next())
    #expect(opened.diagnosis?.id == "connect.refused", "\(opened)")
    #expect(
      opened.diagnosis?.advice.contains(
        "Tried: 127.0.0.2 (connection refused), 127.0.0.3 (connection refused).") == true)
  }

  @Test func `while packets are dropped the stage says so`() async throws {
    let port = try FreePort.next()
    let dropping = try DroppingPort(port: port)
    let report = try await Sending(port) {
      $0.host = "127.0.0.1"
      $0.timeout = .seconds(6)
    }.run()
    #expect(report.diagnosis?.id == "connect.timeout", "\(report)")
    withExtendedLifetime(dropping) {}
    let told = ObservedStages()
    let again = try await Sending(port) {
      $0.host = "127.0.0.1"
      $0.timeout = .seconds(6)
    }.run { told.add($0) }
    #expect(again.outcome == .failed)
    let details = told.results.filter { $0.stage == .connect && $0.state == .running }
    #expect(details.contains { $0.detail?.text == "no answer; trying other ports" })
  }

  @Test func `a peer that had no time is not called silent`() throws {
    let host = try HostName(typed: "mail.example.com")
    var observation = Observation(
      attempt: Attempt(Endpoint(host: host, port: .smtp, encryption: .none)), stage: .connect,
      ending: .timedOut)
    observation.peer = "192.0.2.7"
    #expect(observation.diagnosis.id == "connect.timeout")
    #expect(observation.diagnosis.cause.contains("The time was over"))
    #expect(observation.diagnosis.isTemporary)
  }
}
