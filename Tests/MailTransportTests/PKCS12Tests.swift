import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

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
}

/// Java's own tool for trust stores.
enum Keytool {
  /// The entries that count as trusted, by name, with their SHA-256 fingerprints.
  static func list(_ path: String, password: String = "changeit") async throws -> [String: String] {
    let result = try await Command.run(
      "keytool", ["-list", "-storetype", "PKCS12", "-keystore", path, "-storepass", password],
      environment: ["LC_ALL": "C"])
    guard result.status == 0 else { throw TestFailure(result.output + result.errors) }
    var entries: [String: String] = [:]
    var name = ""
    for line in result.output.split(separator: "\n") {
      if line.contains(", trustedCertEntry,") {
        name = String(line.prefix { $0 != "," })
      } else if let mark = line.range(of: "(SHA-256): ") {
        entries[name] = String(line[mark.upperBound...])
      }
    }
    return entries
  }
}
