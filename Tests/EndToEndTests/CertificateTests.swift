import Foundation
import TestSupport
import Testing

/// A server whose certificate comes from a private authority: imported by keys, then swapped.
@Suite struct CertificateTests {
  /// A Postfix that reads its certificate anew for each connection.
  private struct Door {
    let authority: CertificateAuthority
    let certificate: IssuedCertificate
    let postfix: PostfixServer

    init(sendsRoot: Bool) throws {
      authority = try CertificateAuthority(name: "Your Company CA")
      certificate = try authority.issue()
      let chain = sendsRoot ? certificate.chainWithRoot : certificate.chain
      let files = "\(certificate.key), \(chain)"
      postfix = try PostfixServer(
        ports: [
          "submission": PostfixPort(
            .startTLSRequired, options: ["max_use": "1", "smtpd_tls_chain_files": files])
        ], certificate: certificate)
    }

    /// Puts another authority's certificate in the place of the first.
    func swap() throws -> IssuedCertificate {
      let other = try CertificateAuthority(name: "Somebody Else's CA").issue()
      for (old, new) in [
        (certificate.key, other.key), (certificate.chain, other.chain),
        (certificate.chainWithRoot, other.chainWithRoot),
      ] {
        let data = try Data(contentsOf: URL(fileURLWithPath: new))
        try data.write(to: URL(fileURLWithPath: old))
      }
      return other
    }

    func setUp() throws -> SetUp {
      try SetUp(
        """
        [system]
        address = "yourserver@yourdomain.com"
        [smtp]
        server = "localhost"
        port = \(postfix.port("submission"))
        encryption = "tls"

        """)
    }
  }

  /// A fingerprint as the first line of it stands on the screen.
  private func firstHalf(_ fingerprint: String) -> String { String(fingerprint.prefix(47)) }

  @Test(arguments: [true, false])
  func `an import by a part of the fingerprint, then a mail, then a swapped certificate`(
    sendsRoot: Bool
  ) async throws {
    let door = try await Blocking.run { try Door(sendsRoot: sendsRoot) }
    let setUp = try door.setUp()
    let trusted = sendsRoot ? door.authority.fingerprint : door.certificate.fingerprint
    let wizard = try setUp.wizard("setup", "--section", "test-email", columns: 90, rows: 50)
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("imported@example.net")
    // Refused at first, with the way to the certificate as first button.
    try await wizard.waitFor("[ Look at the certificate ]")
    #expect(try wizard.screen().contains("✗ certificate"))
    try wizard.send("Enter")
    try await wizard.see(section: 5, "Encryption")
    try await importCertificate(wizard, trusted)
    // The test that led there is repeated by itself.
    let end = try await wizard.waitForDelivery(to: "imported@example.net")
    #expect(end.contains("✓ Imported "), "\(end)")
    _ = try await door.postfix.inbox(of: "imported@example.net")

    let other = try door.swap()
    try wizard.send("F5")
    try await wizard.waitUntil("the refusal") {
      $0.words.contains("shows another certificate than the one imported for it")
    }
    try wizard.send("Enter")
    try await wizard.see(section: 5, "Encryption")
    try await wizard.waitUntil("both fingerprints") {
      $0.contains(firstHalf(trusted)) && $0.contains(firstHalf(other.fingerprint))
    }
    #expect(door.postfix.maildirs.mails(of: "imported@example.net").count == 1)
  }

  /// Gets from the certificate to an import; what is not the fingerprint imports nothing.
  private func importCertificate(_ wizard: Tmux, _ fingerprint: String) async throws {
    try await wizard.waitUntil("the certificate") {
      $0.contains("[ Import the certificate ]") && $0.contains(firstHalf(fingerprint))
    }
    try await wizard.waitForCursor(at: "[ Import the certificate")
    try wizard.send("Enter")
    try await wizard.waitFor("Fingerprint: _")
    try wizard.send("Enter")
    try await wizard.waitFor("Type at least 8 digits")
    try wizard.type("00112233")
    try wizard.send("Enter")
    try await wizard.waitUntil("the refusal") {
      $0.words.contains("not the fingerprint of this certificate")
    }
    try wizard.send("C-u")
    try wizard.type(fingerprint.suffix(11).lowercased())
    try wizard.send("Enter")
    try await wizard.waitUntilGone("Fingerprint: ")
  }

  @Test func `the whole import fits into 60×15`() async throws {
    let door = try await Blocking.run { try Door(sendsRoot: true) }
    let setUp = try door.setUp()
    let wizard = try setUp.wizard("setup", "--section", "encryption", columns: 60, rows: 15)
    try await wizard.see(section: 5, "Encryption")
    try wizard.send("F6")
    try await wizard.waitFor("[ Import the certificate ]")
    try await wizard.waitForCursor(at: "[ Import the certificate")
    try wizard.send("Enter")
    let question = try await wizard.waitFor("Fingerprint: _")
    #expect(question.contains("Enter Import") && question.contains("Esc Cancel"), "\(question)")
    try wizard.type(String(door.authority.fingerprint.prefix(11)))
    try wizard.send("Enter")
    try await wizard.waitUntil("the import") { $0.words.contains("Your Company CA for localhost") }
    try await wizard.waitForCursor(at: "[ Send test")
    try wizard.send("Enter")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("small@example.net")
    let end = try await wizard.waitForDelivery(to: "small@example.net")
    #expect(end.contains("F1 Help"), "\(end)")
    #expect(try await door.postfix.inbox(of: "small@example.net").count == 1)
  }
}
