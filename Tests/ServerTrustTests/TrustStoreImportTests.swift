import Foundation
import MailDiagnosis
import MailSettings
import SystemAccess
import TestSupport
import Testing

@testable import ServerTrust

@Suite struct TrustStoreImportTests {
  private let home: TemporaryFolder
  private let store: TrustStore

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
  }

  /// Expects that an import is refused, and that nothing was trusted by it.
  @discardableResult
  private func expectRefusal(
    _ inspection: CertificateInspection, _ fingerprint: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> ImportRefusal? {
    let error = try #require(throws: TrustStoreError.self, sourceLocation: location) {
      try store.import(inspection, fingerprint: fingerprint)
    }
    #expect(try store.list().isEmpty, sourceLocation: location)
    #expect(!FileManager.default.fileExists(atPath: store.folder), sourceLocation: location)
    guard case .refused(let refusal) = error else { return nil }
    return refusal
  }

  // MARK: What is imported

  @Test func `the root is preferred to the intermediate authority`() throws {
    let root = try CertificateAuthority(name: "Root")
    let below = try root.intermediate(name: "Intermediate")
    let shown = try Shown(authority: below)
    let imported = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(imported.sha256 == root.fingerprint)
  }

  @Test func `the topmost authority is taken where the root is not shown`() throws {
    let root = try CertificateAuthority(name: "Root")
    let upper = try root.intermediate(name: "Upper")
    let lower = try upper.intermediate(name: "Lower")
    let shown = try Shown(authority: lower, sendsRoot: false, faults: [.unknownIssuer])
    let imported = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(imported.sha256 == upper.fingerprint)
  }

  @Test func `a confirmed authority is imported itself`() throws {
    let root = try CertificateAuthority(name: "Root")
    let below = try root.intermediate(name: "Intermediate")
    let shown = try Shown(authority: below)
    for authority in [below, root] {
      let typed = authority.fingerprint.lowercased().filter { $0 != ":" }
      #expect(
        try store.import(shown.inspection, fingerprint: typed).sha256 == authority.fingerprint)
    }
  }

  @Test func `a lone leaf is imported itself`() throws {
    let leaf = try CertificateAuthority.selfSigned()
    let inspection = CertificateInspection(
      server: Endpoint(host: "mail.example.com", port: .smtp, encryption: .tls),
      chain: try Shown.certificates(leaf.certificate),
      faults: [.selfSigned])
    #expect(
      try store.import(inspection, fingerprint: leaf.fingerprint).sha256 == leaf.fingerprint)
  }

  @Test func `an authority that the leaf does not come from is left alone`() throws {
    var shown = try Shown(sendsRoot: false, faults: [.unknownIssuer])
    let stranger = try CertificateAuthority(name: "Private CA")
    shown.inspection = shown.inspection.with(
      chain: shown.inspection.chain + (try Shown.certificates(stranger.certificate)))
    let imported = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(imported.sha256 == shown.leaf.fingerprint)
  }

  // MARK: Somebody in between

  @Test func `a known authority that was only sent along vouches for nothing`() throws {
    let known = try CertificateAuthority(name: "Known Root")
    var shown = try Shown()
    shown.inspection = shown.inspection.with(
      chain: shown.inspection.chain + (try Shown.certificates(known.certificate)))
    let refusal = try expectRefusal(shown.inspection, known.fingerprint)
    #expect(refusal == .notVerified(subject: "CN=Known Root", verifyCode: 19))
  }

  /// The true leaf, then a certificate for the true issuer's key by a root of somebody else's
  /// making.
  @Test func `a leaf brings no authority unless the server has proved to hold its key`() throws {
    var shown = try Shown(sendsRoot: false)
    let folder = try TemporaryFolder()
    let (root, key) = (folder.file("root.pem"), folder.file("root.key"))
    let cross = folder.file("cross.pem")
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
      "/CN=Somebody", "-keyout", key, "-out", root)
    try openssl(
      "x509", "-in", shown.authority.certificate, "-CA", root, "-CAkey", key, "-set_serial", "7",
      "-days", "30", "-out", cross)
    shown.inspection = shown.inspection.with(
      chain: shown.inspection.chain + (try Shown.certificates(cross))
        + (try Shown.certificates(root)))
    shown.inspection.isProven = false
    let path = CertificatePath(
      chain: shown.inspection.chain.compactMap { Certificate(pem: $0.pem) })
    let strange = try #require(path.chain.last)
    #expect(path.verifyCode(trusting: strange) == 0, "the chain has to look sound")
    let imported = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(imported.sha256 == shown.leaf.fingerprint)
  }

  private func openssl(_ arguments: String...) throws {
    let result = try Command.run("openssl", arguments)
    guard result.status == 0 else { throw TestFailure(result.errors) }
  }

  // MARK: What is refused

  @Test func `a wrong fingerprint imports nothing`() throws {
    let shown = try Shown()
    let other = try CertificateAuthority(name: "Other").fingerprint
    let refusal = try #require(try expectRefusal(shown.inspection, other))
    #expect(
      refusal
        == .otherFingerprint(
          other, server: "mail.example.com:587",
          shown: [shown.leaf.fingerprint, shown.authority.fingerprint]))
    #expect(refusal.sentence.contains("Nothing was imported"))
    #expect(refusal.sentence.contains(shown.leaf.fingerprint))
  }

  @Test func `what is no fingerprint imports nothing`() throws {
    let shown = try Shown()
    for text in ["", "yes", String(shown.leaf.fingerprint.dropLast(3))] {
      try expectRefusal(shown.inspection, text)
    }
  }

  @Test(arguments: CertificateFault.allCases.filter { !$0.isMendedByImport })
  func `a fault that importing cannot mend is refused with its reason`(
    fault: CertificateFault
  ) throws {
    let shown = try Shown(faults: [fault, .unknownRoot])
    let refusal = try expectRefusal(shown.inspection, shown.leaf.fingerprint)
    #expect(refusal == .notMended([fault], shown.inspection))
    #expect(refusal?.sentence == shown.inspection.sentence(for: fault))
  }

  /// Should an inspection have missed it.
  @Test func `an expired leaf is not imported whatever the inspection says`() throws {
    let shown = try Shown(.expired)
    let refusal = try expectRefusal(shown.inspection, shown.leaf.fingerprint)
    #expect(refusal == .notVerified(subject: "CN=localhost", verifyCode: 10))
  }

  @Test func `a server that is trusted already needs no import`() throws {
    let shown = try Shown(faults: [])
    let refusal = try expectRefusal(shown.inspection, shown.leaf.fingerprint)
    #expect(refusal == .alreadyTrusted(server: "mail.example.com:587", byImport: false))
  }

  @Test func `a server without a certificate is told`() throws {
    let inspection = CertificateInspection(
      server: Endpoint(host: "mail.example.com", port: .smtp, encryption: .tls), chain: [],
      faults: [])
    let refusal = try expectRefusal(inspection, String(repeating: "0", count: 64))
    #expect(refusal == .nothingShown(server: "mail.example.com:25"))
  }

  @Test func `a name that would steer a terminal stays harmless`() throws {
    let shown = try Shown(
      CertificateRequest(commonName: "mail\u{1b}[31m\u{202e}.example.com"), sendsRoot: false,
      faults: [.unknownIssuer])
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let text = home.text("trust/mail.example.com_587.pem")
    #expect(!text.unicodeScalars.contains { $0.steersTerminal && $0 != "\n" })
  }
}

extension CertificateInspection {
  fileprivate func with(chain: [CertificateDetails]) -> CertificateInspection {
    var changed = CertificateInspection(
      server: server, chain: chain, faults: faults, verifyCodes: verifyCodes,
      imported: imported)
    changed.isProven = isProven
    return changed
  }
}
