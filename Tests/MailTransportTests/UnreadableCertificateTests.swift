import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

/// Servers whose certificate never comes to be judged, played octet by octet in TLS 1.2, where it
/// goes in clear.
@Suite struct UnreadableCertificateTests {
  /// Handshake messages of a server (RFC 5246 section 7.4), each in a record of its own.
  private static func record(_ type: UInt8, _ body: [UInt8], announcing count: Int? = nil)
    -> [UInt8]
  {
    let count = count ?? body.count
    let message = [type, UInt8(count >> 16), UInt8(count >> 8 & 255), UInt8(count & 255)] + body
    return [22, 3, 3, UInt8(message.count >> 8), UInt8(message.count & 255)] + message
  }

  /// TLS 1.2, no session, ECDHE-RSA-AES128-GCM-SHA256, secure renegotiation (RFC 5746).
  private static let hello =
    record(
      2, [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0xC0, 0x2F, 0, 0, 5, 0xFF, 1, 0, 1, 0])

  private static func certificate(_ der: [UInt8]) -> [UInt8] {
    let entry = [0, UInt8(der.count >> 8), UInt8(der.count & 255)] + der
    return record(11, [0, UInt8(entry.count >> 8), UInt8(entry.count & 255)] + entry)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let words: String
  }

  static let cases = [
    Case(
      testDescription: "a chain of 200 kB",
      bytes: hello + record(11, [3, 13, 64, 0], announcing: 200_000), words: "more than 100 kB"),
    Case(
      testDescription: "no DER at all", bytes: hello + certificate([1, 2, 3, 4]),
      words: "cannot be read"),
    Case(
      testDescription: "DER that is no certificate",
      bytes: hello + certificate([0x30, 3, 2, 1, 5]), words: "cannot be read"),
    Case(
      testDescription: "a chain of nothing", bytes: hello + record(11, [0, 0, 0]),
      words: "certificate"),
  ]

  @Test(arguments: cases)
  func `a certificate that cannot be read has an id and plain words`(trial: Case) async throws {
    let server = try ScriptedServer([.sendRaw(trial.bytes), .silence])
    let report = try await Sending(server.port, .ssl).run()
    let diagnosis = try #require(report.diagnosis)
    #expect(diagnosis.id == "certificate.other", "\(diagnosis) \(report.transcript)")
    #expect(diagnosis.cause.contains(trial.words), "\(diagnosis.cause)")
    // OpenSSL's own words are for whoever reads the transcript.
    let progress = report.stages.compactMap(\.detail?.text).joined(separator: " ")
    #expect(!progress.contains("error:") && !progress.contains("routines"), "\(progress)")
    #expect(report.transcript.contains { $0.text.contains("routines") })
  }
}
