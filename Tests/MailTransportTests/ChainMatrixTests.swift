import Foundation
import MailDiagnosis
import MailSettings
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
    let target = try target(trial, chain, server.port)
    let (seen, sent) = try await Blocking.run { (look(target), observe(target)) }
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
    withExtendedLifetime((chain, files)) {}
  }

  private func check(_ diagnosis: Diagnosis, _ trial: ChainCase) {
    #expect(diagnosis.id == trial.faults.first?.rawValue)
    let text = ([diagnosis.cause] + diagnosis.advice).joined(separator: " ")
    #expect(trial.words.isEmpty || text.contains(trial.words), "\(text)")
    #expect(!diagnosis.cause.contains("X509"))
  }

  private func target(_ trial: ChainCase, _ chain: FaultyChain, _ port: Int) throws -> Target {
    Target(
      service: .smtp, host: try HostName(typed: trial.host),
      port: try MailSettings.Port(typed: String(port)), encryption: .ssl,
      addresses: [HostAddress(text: "127.0.0.1", isIPv6: false)],
      imported: try chain.trusted.map { try String(contentsOfFile: $0, encoding: .utf8) })
  }

  private func look(_ target: Target) -> CertificateInspection? {
    CertificateInspector.look(at: target, Patience(.seconds(20), cancellation: Cancellation()))
  }

  /// As far as the handshake, which is where a mail would stop.
  private func observe(_ target: Target) -> Observation {
    let attempt = Attempt(
      Endpoint(host: target.host, port: target.port, encryption: target.encryption))
    let conversation = Conversation(
      Observation(attempt: attempt, stage: .resolve, ending: .cancelled),
      ladder: Ladder(Stage.signInOrder(ssl: true)))
    let patience = Patience(.seconds(20), cancellation: Cancellation())
    var race = AddressRace(target)
    do throws(Interruption) {
      let watch = ConnectWatch(target, conversation, patience, looksElsewhere: false)
      let socket = try race.connect(patience, watch)
      try Connection(socket, target, conversation).startTLS(patience)
    } catch { conversation.fail(error) }
    return conversation.observation
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
