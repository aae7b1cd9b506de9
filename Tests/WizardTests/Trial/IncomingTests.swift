import Forms
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// The panel of the incoming mailbox: its sign-in, its certificate, and what mends them.
@Suite struct IncomingTests {
  private func typist() -> Typist {
    var draft = Example.filled.draft
    draft.authentication.mode.text = "incoming-first"
    draft.incoming.server.text = "imap.yourdomain.com"
    draft.incoming.encryption.text = "tls"
    draft.incoming.user.text = "alice"
    draft.incoming.password.type("secret")
    var typist = Typist(draft, section: .incomingMailbox)
    typist.focus("testSignIn")
    typist.press(.enter)
    return typist
  }

  private func fail(
    _ typist: inout Typist, _ finding: Finding, _ fixes: [Fix],
    certificate: CertificateInspection? = nil
  ) throws {
    let diagnosis = Diagnosis.some(finding, at: .encryption, fixes: fixes)
    try typist.end(
      DeliveryReport(
        outcome: .failed, stages: [StageResult(stage: .encryption, state: .failed)],
        diagnosis: diagnosis, certificate: certificate))
  }

  private func isSignIn(_ effect: Effect?) -> Bool {
    if case .signIn? = effect { true } else { false }
  }

  @Test func `one key makes a fix and signs in again`() throws {
    var typist = typist()
    try fail(
      &typist, .tlsNotOffered,
      [
        .change(
          .useEncryption(.ssl, port: .imaps),
          ["incoming.encryption": "ssl", "incoming.port": "993"])
      ])
    #expect(typist.screen.contains("[ Use SSL on port 993 and sign in again ]"))
    typist.press(.enter)
    #expect(typist.state.draft.incoming.port.text == "993")
    #expect(isSignIn(typist.effects.last))
    #expect(typist.words.contains("✓ Incoming mailbox: Port is now 993."), "\(typist.screen)")
    let results = [StageResult(stage: .authentication, state: .passed)]
    try typist.end(DeliveryReport(outcome: .accepted, stages: results))
    #expect(typist.screen.contains("Sign-in works, at 14:05."))
    #expect(!view(typist.state).cells.joined().contains { $0.style == .trouble })
  }

  @Test func `after a refused password nothing is tried by the same key`() throws {
    var typist = typist()
    try fail(
      &typist, .incomingRejected,
      [.change(.usePort(try Port(typed: "1143")), ["incoming.port": "1143"])])
    let count = typist.effects.count
    typist.press(.enter)
    #expect(typist.effects.count == count)
    #expect(typist.state.focus == .sendAgain(.incoming))
    #expect(typist.styles(of: "Something went wrong") == [.dim])
  }

  @Test func `an import repeats the sign-in that led to it`() throws {
    var typist = typist()
    let details = CertificateDetails(
      subject: "imap.yourdomain.com", issuer: "Your Company CA", names: ["imap.yourdomain.com"],
      notBefore: 0, notAfter: 4_000_000_000, key: "RSA 2048", signature: "sha256",
      sha256: Array(repeating: "AB", count: 32).joined(separator: ":"), isCA: false, pem: "")
    let inspection = CertificateInspection(
      server: Endpoint(host: "imap.yourdomain.com", port: .imap, encryption: .tls),
      chain: [details], faults: [.unknownRoot])
    let server = Endpoint(
      .imap, host: try HostName(typed: "imap.yourdomain.com"), port: .imap, encryption: .tls)
    try fail(
      &typist, .certificateUnknownRoot,
      [.lookAtCertificate(of: .incoming, at: server)],
      certificate: inspection)
    typist.press(.enter)
    #expect(typist.state.focus == .importCertificate(.incoming))
    typist.press(.enter)
    typist.type("abababab")
    typist.press(.enter)
    let run = try #require(typist.state.work).run
    typist.tell(.imported(run: run, .companyAuthority))
    #expect(isSignIn(typist.effects.last))
    #expect(typist.screen.contains("✓ Imported Your Company CA for mail.yourdomain.com,"))
  }

  @Test func `another server makes the verdict old`() throws {
    var typist = typist()
    let results = [StageResult(stage: .authentication, state: .passed)]
    try typist.end(DeliveryReport(outcome: .accepted, stages: results))
    #expect(typist.styles(of: "Sign-in works") == [.done])
    typist.state.draft.incoming.server.text = "pop.yourdomain.com"
    #expect(typist.styles(of: "Sign-in works") != [.done])
    #expect(typist.words.contains("Incoming mailbox: Server name"))
  }
}
