import Foundation
import MailDiagnosis
import MailSettings
import ServerTrust
import TestSupport
import Testing

@testable import MailTransport

/// Dozens of chains: looking, importing and sending judge alike, and as `openssl s_client` does.
@Suite struct ChainMatrixTests {
  static let all =
    ChainCase.authorities + ChainCase.crossSigned + ChainCase.leaves + ChainCase.names
    + ChainCase.wildcards + ChainCase.partialWildcards + ChainCase.interceptions

  @Test(arguments: all)
  func `looking and sending judge a chain as OpenSSL does`(trial: ChainCase) async throws {
    let chain = try await Blocking.run { try trial.make() }
    let (server, files) = try chain.server()
    let trust = try TemporaryFolder()
    let request = try request(trial, chain, server.port, trust)
    let (seen, sent) = try await Blocking.run { (look(request), observe(request)) }
    let inspection = try #require(seen)
    #expect(inspection.faults == trial.faults, "\(inspection.faultyCertificates.map(\.note))")
    #expect(sent.certificate?.faults == trial.faults)
    #expect((sent.ending == .certificate) == !trial.faults.isEmpty)
    if let first = trial.faults.first {
      // An interception is no finding of OpenSSL's: it is told by the names.
      if first != .intercepted {
        let finding = try #require(inspection.faultyCertificates.first { $0.fault == first })
        #expect(finding.depth == trial.depth)
        #expect(finding.origin == trial.origin)
      }
      check(Diagnosis(sent), trial)
    }
    let isRight = try await reference(trial, chain, server.port)
    #expect(isRight == (trial.faults.isEmpty || trial.isStricter))
    withExtendedLifetime((chain, files, trust)) {}
  }

  private func check(_ diagnosis: Diagnosis, _ trial: ChainCase) {
    #expect(diagnosis.id == trial.faults.first?.finding.rawValue)
    let text = ([diagnosis.cause] + diagnosis.advice).joined(separator: " ")
    #expect(trial.words.isEmpty || text.contains(trial.words), "\(text)")
    #expect(!diagnosis.cause.contains("X509"))
  }

  private func request(
    _ trial: ChainCase, _ chain: FaultyChain, _ port: Int, _ trust: TemporaryFolder
  ) throws -> ConnectionRequest {
    let imported = try chain.trusted.map { try String(contentsOfFile: $0, encoding: .utf8) }
    let host = try HostName(typed: trial.host)
    if !imported.isEmpty { try trust.write("\(host.ascii)_\(port).pem", imported.joined()) }
    return ConnectionRequest(
      endpoint: Endpoint(
        host: host,
        port: try MailSettings.Port(typed: String(port)), encryption: .ssl),
      trust: TrustStore(folder: trust.path), purpose: .mails)
  }

  private let host = ResolvedHost(addresses: [HostAddress(text: "127.0.0.1", isIPv6: false)])

  private func look(_ request: ConnectionRequest) -> CertificateInspection? {
    CertificateInspector.look(
      at: request, host, Deadline(.seconds(20), cancellation: Cancellation()))
  }

  /// As far as the handshake, which is where a mail would stop.
  private func observe(_ request: ConnectionRequest) -> Observation {
    let attempt = Attempt(request.endpoint)
    let log = AttemptLog(
      progress: StageProgress(Stage.signInOrder(ssl: true)), transcript: Transcript(service: .smtp))
    let record = ConnectionRecord(request, host, log)
    let deadline = Deadline(.seconds(20), cancellation: Cancellation())
    var race = AddressRace(host, request.endpoint.port)
    do throws(AttemptFailure) {
      let socket = try race.connect(deadline, ConnectWatch(record, host, deadline))
      record.connected(to: socket.peer)
      try Connection(socket, record).startTLS(deadline)
    } catch {
      let stage = log.end(record.failure(error))
      return Observation(attempt, record.facts, stage: stage, ending: error.ending)
    }
    return Observation(attempt, record.facts, stage: .greeting, ending: .cancelled)
  }

  private func reference(
    _ trial: ChainCase, _ chain: FaultyChain, _ port: Int
  ) async throws -> Bool {
    let folder = try TemporaryFolder()
    let roots = try chain.trusted.map { try String(contentsOfFile: $0, encoding: .utf8) }
    let host = try HostName(typed: trial.host)
    let result = try await Command.run(
      "openssl",
      [
        "s_client", "-connect", "127.0.0.1:\(port)", "-verify_return_error", "-partial_chain",
        "-CAfile", try folder.write("roots.pem", roots.joined()), "-no_ign_eof",
        host.kind == .name ? "-verify_hostname" : "-verify_ip", host.ascii,
      ], input: Data("Q\n".utf8))
    return withExtendedLifetime(folder) { result.status == 0 }
  }
}
