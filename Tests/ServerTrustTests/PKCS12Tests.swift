import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import ServerTrust

@Suite struct PKCS12Tests {
  private let home: TemporaryFolder
  private let store: TrustStore

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
  }

  @Test func `keytool lists what was imported`() async throws {
    let first = try Shown()
    let second = try Shown(host: "::1", port: 465, sendsRoot: false)
    for shown in [first, second] {
      _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    }
    let list = try await Keytool.list(home.file("trust/truststore.p12"))
    #expect(
      list == [
        "mail.example.com:587": first.authority.fingerprint,
        "[::1]:465": second.leaf.fingerprint,
      ])
  }

  @Test func `the trust store follows every change`() async throws {
    let path = home.file("trust/truststore.p12")
    let shown = try [25, 465].map { try Shown(port: $0) }
    for shown in shown {
      _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    }
    #expect(try await Keytool.list(path).count == 2)
    let host = try HostName(typed: "mail.example.com")
    try store.remove(host: host, port: .smtp)
    #expect(
      try await Keytool.list(path) == ["mail.example.com:465": shown[1].authority.fingerprint])
    try store.remove(host: host, port: .submissions)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `names that are there already get a number`() async throws {
    let details = try Shown().inspection.chain.compactMap { Certificate(pem: $0.pem) }
    let entries = ["a:25", "A:25", "Zürich €", "a:25"].enumerated().map {
      PKCS12.Entry($0.element, details[$0.offset % details.count])
    }
    let bytes = try #require(PKCS12.file(entries, password: TrustStore.javaPassword))
    let path = try home.write("named.p12", Data(bytes))
    let names = try await Keytool.list(path).keys.sorted()
    #expect(names == ["a:25", "a:25 (2)", "a:25 (3)", "zürich €"])
  }

  @Test func `an export has its own password and this machine's roots`() async throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let path = home.file("all.p12")
    try store.export(.pkcs12(password: Secret("another"), includingSystemRoots: true), to: path)
    let entries = try await Keytool.list(path, password: "another")
    let bundle = try String(contentsOfFile: SystemRoots.defaultBundle, encoding: .utf8)
    #expect(entries.count == PEMText.blocks(bundle).count + 1)
    #expect(entries["mail.example.com:587"] == shown.authority.fingerprint)
    await #expect(throws: TestFailure.self) { try await Keytool.list(path) }
  }

  @Test func `OpenSSL reads the file as modern PKCS#12`() async throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let result = try await Command.run(
      "openssl",
      ["pkcs12", "-in", home.file("trust/truststore.p12"), "-passin", "pass:changeit", "-info"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("friendlyName: mail.example.com:587"))
    #expect(
      result.errors.contains("PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256"))
    #expect(result.errors.contains("MAC: sha256, Iteration 10000"))
  }
}

/// Java's own tool for trust stores.
enum Keytool {
  /// The entries that count as trusted, by name, with their SHA-256 fingerprints.
  static func list(_ path: String, password: String = "changeit") async throws -> [String: String] {
    let result = try await Command.run(
      "keytool", ["-list", "-storetype", "PKCS12", "-keystore", path, "-storepass", password],
      environment: ["LC_ALL": "C.UTF-8"])
    guard result.status == 0 else { throw TestFailure(result.output + result.errors) }
    var entries: [String: String] = [:]
    var name = ""
    for line in result.output.split(separator: "\n") {
      if line.contains(", trustedCertEntry,") {
        // `NAME, Nov 22, 2026, trustedCertEntry,`, and a name may have commas, too.
        name = line.split(separator: ", ").dropLast(3).joined(separator: ", ")
      } else if let mark = line.range(of: "(SHA-256): ") {
        entries[name] = String(line[mark.upperBound...])
      }
    }
    return entries
  }
}
